import { identityOf } from '../upstream/identity.ts';
import { SharedFlights } from '../upstream/shared-flights.ts';
import type { Writes } from '../upstream/writes.ts';
import type { PreparedOperation } from './prepared-operation.ts';
import { type OperationResult, type RunParts, runOperation } from './run-operation.ts';

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
export function sharedOperations(writes: Writes): RunOperation {
  const flights = new SharedFlights<OperationResult>();
  const numbers = new WeakMap<PreparedOperation, number>();
  let prepareds = 0;

  return async (prepared, parts) => {
    const { context, variables } = parts;
    const { principal, client, cancellation, passedHeaders } = context;
    if (prepared.operation.operation !== 'query' || passedHeaders) return runOperation(prepared, parts);
    const given = JSON.stringify([variables, client.address, client.userAgent]);
    const key = `${numberOf(prepared)} ${writes.count} ${identityOf(principal)} ${given}`;
    return flights.share(key, cancellation, (shared) =>
      runOperation(prepared, { ...parts, context: { ...context, cancellation: shared } }),
    );
  };

  /** Prepared operations are objects; a key is text. */
  function numberOf(prepared: PreparedOperation): number {
    const number = numbers.get(prepared) ?? prepareds++;
    numbers.set(prepared, number);
    return number;
  }
}
