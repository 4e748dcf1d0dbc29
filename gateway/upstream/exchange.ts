import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher, Pool } from 'undici';
import type { Cancellation } from '../cancellation.ts';
import { Abandoned, NotReached } from './resilience.ts';

export interface Bounds {
  cancellation: Cancellation | undefined;
  timeoutMs: number;
  responseBytesMax: number;
  /** Told before the first byte goes out. */
  sent?: (() => void) | undefined;
}

export interface Exchanged {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** Sends one request and reads the answer whole. Undici's own `request` does the same with a stream and promises in between. */
export function exchange(
  pool: Pool,
  request: Dispatcher.DispatchOptions,
  { cancellation, timeoutMs, responseBytesMax, sent }: Bounds,
): Promise<Exchanged> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined;
    let failure: Error | undefined;
    let status = 0;
    let headers: IncomingHttpHeaders = {};
    let bytes = 0;
    const chunks: Buffer[] = [];
    const fail = (error: Error) => {
      failure ??= error;
      done();
      reject(error);
      controller?.abort(error);
    };
    const abort = () => fail(new Abandoned());
    const timeout = setTimeout(() => fail(new Error(`there was no answer within ${timeoutMs} ms`)), timeoutMs);
    let stay: (() => void) | undefined;
    const done = () => {
      clearTimeout(timeout);
      stay?.();
    };
    if (cancellation?.cancelled) {
      abort();
      return;
    }
    stay = cancellation?.onCancelled(abort);
    pool.dispatch(request, {
      onRequestStart(started) {
        controller = started;
        // It stood in line for a connection until after its end: now that nobody waits for it, it must not be sent.
        // Thrown, since aborting would close the connection on those who wait behind.
        if (failure) throw failure;
        sent?.();
      },
      onResponseStart(_controller, statusCode, received) {
        status = statusCode;
        headers = received;
      },
      onResponseData(_controller, chunk) {
        bytes += chunk.length;
        if (bytes > responseBytesMax) fail(new Error(`the answer is larger than ${responseBytesMax} bytes`));
        else chunks.push(chunk);
      },
      onResponseEnd() {
        done();
        const [first] = chunks;
        const whole = chunks.length === 1 && first ? first : Buffer.concat(chunks);
        resolve({ status, headers, text: whole.toString('utf8') });
      },
      onResponseError(_controller, error) {
        done();
        // Before a status came the subgraph has at most begun; a query may be asked again.
        reject(status === 0 && error.name !== 'Abandoned' ? new NotReached(error.message, { cause: error }) : error);
      },
    });
  });
}
