import type { Source } from './source.ts';
export interface FileSourceOptions {
    /** Between two looks where the file system tells nothing (network drives, a link further up that changes). */
    pollMs?: number;
    /** Silence after which a file counts as written: some editors write in several steps. */
    settledAfterMs?: number;
}
/**
 * A text file. Its folder is watched, not the file: editors and atomic writes put another file under its name, and mounted
 * configuration swaps a link beside it. In case nothing is told, the file is looked at now and then as well.
 */
export declare function fileSource(path: string, { pollMs, settledAfterMs }?: FileSourceOptions): Source<string>;
