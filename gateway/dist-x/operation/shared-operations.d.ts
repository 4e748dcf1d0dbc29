import type { Writes } from '../upstream/writes.ts';
import type { PreparedOperation } from './operations.ts';
import { type OperationResult, type RunParts } from './run-operation.ts';
/** Runs a prepared operation. Never throws: what goes wrong is in the result. */
export type RunOperation = (prepared: PreparedOperation, parts: RunParts) => Promise<OperationResult>;
/**
 * Runs operations so that the same query of the same principal is run once while it is under way: who comes meanwhile gets
 * the same data. Each request is authenticated, admitted, paid for, answered and logged on its own nevertheless.
 *
 * What makes two queries the same is everything that subgraphs are told: the prepared operation, the variables, the
 * principal, and the client's machine. What has been written is seen by whoever asks afterwards, so a query never joins one
 * that began before the last write ended.
 */
export declare function sharedOperations(writes: Writes): RunOperation;
