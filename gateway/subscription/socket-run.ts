import type { ExecutionResult } from 'graphql';
import type { ClientError } from '../operation/client-error.ts';
import type { SocketOperation } from './socket-operation.ts';

/**
 * One `subscribe` of a client, from its arrival to its end, as the protocol's library wants it: the results of an operation,
 * one of a query or mutation, and a call of `return` when the client completes it or closes the socket.
 *
 * The library knows operations by the ids of the client, who may use one again as soon as it has completed it: what comes of
 * the earlier one then would be taken for the later one. So of an operation that its client has left nothing comes at all.
 */
export class SocketRun implements AsyncIterableIterator<ExecutionResult> {
  #operation: SocketOperation | undefined;
  #results: AsyncIterator<ExecutionResult> | undefined;
  #left = false;
  #ended = false;

  /** Undefined as long as it is not known whether it may begin. */
  get operation(): SocketOperation | undefined {
    return this.#operation;
  }

  /** @returns what the library is to be told, which is nothing where the client has left meanwhile. */
  async begun(beginning: Promise<SocketOperation | Refusal>): Promise<SocketOperation | Refusal> {
    const begun = await beginning;
    const operation = 'args' in begun ? begun : undefined;
    if (!this.#left) this.#operation = operation;
    else {
      operation?.abandon();
      operation?.ended();
    }
    return this.#left ? nothing() : begun;
  }

  /** Begins to run a query or mutation. */
  execute(): this {
    if (this.#operation) this.#results = single(this.#operation);
    return this;
  }

  /** Begins to run a subscription. */
  stream(): this {
    this.#results = this.#operation?.stream();
    return this;
  }

  /** Counts it and writes its line in the log, once. */
  ended(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#operation?.ended();
  }

  async next(): Promise<IteratorResult<ExecutionResult>> {
    try {
      const step = (await this.#results?.next()) ?? over;
      return this.#left ? await nothing() : step;
    } catch (error) {
      if (this.#left) return nothing();
      throw error;
    }
  }

  async return(): Promise<IteratorResult<ExecutionResult>> {
    if (!this.#left) {
      this.#left = true;
      this.#operation?.left();
      try {
        await this.#results?.return?.();
      } finally {
        this.ended();
      }
    }
    return over;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

type Refusal = readonly ClientError[];

const over = { value: undefined, done: true } as const;

/** Never comes. One for each who waits, so that it is forgotten together with them. */
function nothing(): Promise<never> {
  return new Promise(() => undefined);
}

/** A stream of one result. It has ended when that is there, also where nobody wants it any more. */
function single(operation: SocketOperation): AsyncIterator<ExecutionResult> {
  let result: Promise<ExecutionResult> | undefined;
  return {
    async next() {
      if (result) return over;
      result = operation.execute();
      return { value: await result, done: false };
    },
    async return() {
      await result?.catch(() => undefined);
      return over;
    },
  };
}
