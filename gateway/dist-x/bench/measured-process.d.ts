import { type ChildProcess } from 'node:child_process';
import type { LoadOptions, LoadResult } from './load.ts';
export declare const canPin: boolean;
/** Where everything runs that is not measured. */
export declare const otherProcessors: string;
/**
 * A process of a benchmark, which the file itself is run in once more with the role and arguments given.
 *
 * @param env besides this process's own
 */
export declare function forked(file: string, [...roleAndArguments]: readonly string[], processors: string, env?: Readonly<Record<string, string>>): ChildProcess;
export declare function pin(child: ChildProcess, processors: string): void;
/** Has a process that loads gateways load one. */
export declare function ask(loader: ChildProcess, options: LoadOptions): Promise<LoadResult>;
/** Of the process itself: the gateways that are measured have one each. */
export declare function cpuSeconds({ pid }: ChildProcess): number;
export declare function memoryMb({ pid }: ChildProcess): number;
export declare function stop(child: ChildProcess): Promise<void>;
export declare function median(values: readonly number[]): number;
