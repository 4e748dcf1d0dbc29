import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { retry } from '@smarterfirms/platform/retry';
const timeoutMs = 10_000;
const attempts = 4;
const firstPauseMs = 500;
class ReportRefused extends Error {
    constructor(status) {
        super(`Apollo answered a usage report with status ${status}`);
        this.retry = status >= 500 || status === 429;
    }
}
/** Sends an encoded report to Apollo, again where that can help. Throws the last error. */
export async function sendReport(encoded, { url, key }) {
    const body = await promisify(gzip)(encoded);
    const send = async () => {
        const response = await fetch(url, {
            method: 'POST',
            headers: {
                'x-api-key': key,
                'content-type': 'application/protobuf',
                'content-encoding': 'gzip',
                accept: 'application/json',
                'user-agent': 'smarterfirms-gateway',
            },
            body,
            signal: AbortSignal.timeout(timeoutMs),
        });
        await response.arrayBuffer();
        if (!response.ok)
            throw new ReportRefused(response.status);
    };
    await retry(send, {
        attempts,
        firstPauseMs,
        shouldRetry: (error) => !(error instanceof ReportRefused) || error.retry,
    });
}
//# sourceMappingURL=send-report.js.map