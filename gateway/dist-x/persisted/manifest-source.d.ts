import type { Source } from '../supergraph/source/source.ts';
import { type PersistedOperation } from './manifest.ts';
/** The registered operations of several files, which change with the application that sends them. */
export declare function manifestSource(files: readonly string[]): Source<readonly PersistedOperation[]>;
