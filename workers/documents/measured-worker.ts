/**
 * A worker that brings over one content in a process of its own and prints, as one line of JSON, the peak of its memory, how
 * often it asked Clio, and the requests that it made to each AWS service, counted where they leave. The message is in MESSAGE.
 */
import { subscribe } from 'node:diagnostics_channel';
import { Agent, type ClientRequest } from 'node:http';
import { FetchDocumentContent, parseMessage } from '@smarterfirms/platform/messages';

const requests: Record<string, number> = {};
const count = (what: string) => {
  requests[what] = (requests[what] ?? 0) + 1;
};
const { addRequest } = Agent.prototype as unknown as { addRequest(request: ClientRequest, ...rest: unknown[]): void };
Object.assign(Agent.prototype, {
  addRequest(this: Agent, request: ClientRequest, ...rest: unknown[]) {
    const target = request.getHeader('x-amz-target');
    // S3 names no action: its method and the parameters of its address tell.
    count(target ? String(target).replace('_20120810', '') : `S3.${request.method}${s3Action(request.path)}`);
    return addRequest.call(this, request, ...rest);
  },
});
subscribe('undici:request:create', () => count('Clio'));

function s3Action(path: string): string {
  const { searchParams } = new URL(path, 'http://s3.test');
  if (searchParams.has('uploads')) return ' begin';
  if (searchParams.has('partNumber')) return ' part';
  return searchParams.has('uploadId') ? ' complete' : '';
}

const { buildDocumentParts } = await import('./build-parts.ts');
const { env } = await import('./env.ts');
const { fetchContent } = await import('./fetch-content.ts');

const message = parseMessage(FetchDocumentContent, process.env['MESSAGE'] ?? '');
await fetchContent(message, new Date(Date.now() + 600_000), buildDocumentParts(env));
process.stdout.write(`${JSON.stringify({ requests, peakMb: process.resourceUsage().maxRSS / 1024 })}\n`);
process.exit(0);
