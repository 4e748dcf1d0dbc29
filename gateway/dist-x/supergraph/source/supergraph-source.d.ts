import { z } from 'zod';
import type { Source } from './source.ts';
/** Between two requests where the supergraph comes from a URL. */
export declare const pollSeconds: z.ZodDefault<z.ZodCoercedNumber<unknown>>;
/** @param pollMs how often a URL is asked; a file is watched. */
export declare function supergraphSource(fileOrUrl: string, pollMs: number): Source<string>;
