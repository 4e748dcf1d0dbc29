import { Abandoned, NotReached } from './resilience.js';
/** Sends one request and reads the answer whole. Undici's own `request` does the same with a stream and promises in between. */
export function exchange(pool, request, { cancellation, timeoutMs, responseBytesMax }) {
    return new Promise((resolve, reject) => {
        let controller;
        let status = 0;
        let headers = {};
        let bytes = 0;
        const chunks = [];
        const fail = (error) => {
            done();
            reject(error);
            controller?.abort(error);
        };
        const abort = () => fail(new Abandoned());
        const timeout = setTimeout(() => fail(new Error(`there was no answer within ${timeoutMs} ms`)), timeoutMs);
        let stay;
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
            },
            onResponseStart(_controller, statusCode, received) {
                status = statusCode;
                headers = received;
            },
            onResponseData(_controller, chunk) {
                bytes += chunk.length;
                if (bytes > responseBytesMax)
                    fail(new Error(`the answer is larger than ${responseBytesMax} bytes`));
                else
                    chunks.push(chunk);
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
//# sourceMappingURL=exchange.js.map