import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { Report } from '@apollo/usage-reporting-protobuf';

export interface UsageReceiver extends AsyncDisposable {
  url: string;
  reports: Report[];
  /** Headers of every attempt. */
  attempts: Record<string, unknown>[];
  /** Statuses of the next answers; 200 after them. */
  answerNext(...statuses: number[]): void;
  /** Everything that came, as text, for looking for what must not be in it. */
  text(): string;
  /** Resolves with the first answer that is not undefined; asked whenever a report has come. */
  until<Found>(find: (reports: readonly Report[]) => Found | undefined): Promise<Found>;
}

/** Takes usage reports as Apollo does. */
export async function startUsageReceiver(): Promise<UsageReceiver> {
  const reports: Report[] = [];
  const attempts: Record<string, unknown>[] = [];
  const bodies: Buffer[] = [];
  const statuses: number[] = [];
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      attempts.push(request.headers);
      const status = statuses.shift() ?? 200;
      if (status === 200) {
        const body = gunzipSync(Buffer.concat(chunks));
        bodies.push(body);
        reports.push(Report.decode(body));
      }
      response.writeHead(status, { 'content-type': 'application/json' }).end('{"tracesIgnored":true}');
      for (const ask of waiting) ask();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/ingress/traces`,
    reports,
    attempts,
    answerNext: (...next) => void statuses.push(...next),
    text: () => Buffer.concat(bodies).toString('latin1'),
    until: (find) =>
      new Promise((resolve) => {
        const ask = () => {
          const found = find(reports);
          if (found === undefined) return;
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
