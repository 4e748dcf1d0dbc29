import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ServiceName, serviceNames } from './services.ts';
import type { Stack } from './stack.ts';

/** Where another process (a test) can break and mend the stack. */
export interface ControlServer {
  url: string;
  /** Goes into `Authorization: Bearer …`. */
  secret: string;
  stop(): Promise<void>;
}

/**
 * Hands the stack's levers to other processes, on loopback and for holders of the secret.
 *
 * POST /services/<name>/kill | restart | until-ready; GET /services.
 * POST /functions/<name>/kill | invoke (the event is the body); GET /functions/<name>/busy.
 */
export async function serveControl(stack: Stack): Promise<ControlServer> {
  const secret = randomBytes(24).toString('base64url');
  const server = createServer(async (request, response) => {
    try {
      if (!holds(secret, request)) throw new Error('the secret is missing or wrong');
      const answer = await act(stack, request);
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answer ?? null));
    } catch (error) {
      response.statusCode = 400;
      response.end(JSON.stringify({ error: error instanceof Error ? error.message : String(error) }));
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    secret,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function act(stack: Stack, request: IncomingMessage): Promise<unknown> {
  const [, kind, name = '', action = ''] = new URL(request.url ?? '/', 'http://control').pathname.split('/');
  if (kind === 'services' && name === '') return stack.services();
  switch (`${kind}/${action}`) {
    case 'services/kill':
      return stack.kill(serviceName(name));
    case 'services/restart':
      return stack.restart(serviceName(name));
    case 'services/until-ready':
      return stack.untilReady(serviceName(name));
    case 'functions/kill':
      return { pid: stack.lambda?.killWorker(name) };
    case 'functions/busy':
      return stack.lambda?.busy(name);
    case 'functions/invoke':
      return stack.lambda?.invoke(name, JSON.parse(await body(request)));
    default:
      throw new Error(`there is no ${request.method} ${request.url}`);
  }
}

function serviceName(name: string): ServiceName {
  const found = serviceNames.find((candidate) => candidate === name);
  if (!found) throw new Error(`no service is called "${name}"; there are ${serviceNames.join(', ')}`);
  return found;
}

function holds(secret: string, { headers }: IncomingMessage): boolean {
  const given = Buffer.from(headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${secret}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

async function body(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString() || 'null';
}
