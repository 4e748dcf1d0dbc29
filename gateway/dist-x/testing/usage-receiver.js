import { createServer } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { Report } from '@apollo/usage-reporting-protobuf';
/** Takes usage reports as Apollo does. */
export async function startUsageReceiver() {
    const reports = [];
    const attempts = [];
    const bodies = [];
    const statuses = [];
    const waiting = new Set();
    const server = createServer((request, response) => {
        const chunks = [];
        request.on('data', (chunk) => chunks.push(chunk));
        request.on('end', () => {
            attempts.push(request.headers);
            const status = statuses.shift() ?? 200;
            if (status === 200) {
                const body = gunzipSync(Buffer.concat(chunks));
                bodies.push(body);
                reports.push(Report.decode(body));
            }
            response.writeHead(status, { 'content-type': 'application/json' }).end('{"tracesIgnored":true}');
            for (const ask of waiting)
                ask();
        });
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    return {
        url: `http://127.0.0.1:${server.address().port}/api/ingress/traces`,
        reports,
        attempts,
        answerNext: (...next) => void statuses.push(...next),
        text: () => Buffer.concat(bodies).toString('latin1'),
        until: (find) => new Promise((resolve) => {
            const ask = () => {
                const found = find(reports);
                if (found === undefined)
                    return;
                waiting.delete(ask);
                resolve(found);
            };
            waiting.add(ask);
            ask();
        }),
        async [Symbol.asyncDispose]() {
            server.closeAllConnections();
            await new Promise((resolve) => server.close(resolve));
        },
    };
}
//# sourceMappingURL=usage-receiver.js.map