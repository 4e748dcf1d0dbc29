import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { rateLimited } from '../api/errors.ts';
import { forbiddenPage } from '../api/firewall.ts';
import { answerApi } from '../api/route.ts';
import type { Fault } from '../control/faults.ts';
import { answerControl } from '../control/route.ts';
import { answerOAuth } from '../oauth/route.ts';
import { regionOf } from '../region.ts';
import { answerStorage } from '../storage/route.ts';
import { storagePath } from '../storage/storage-address.ts';
import type { World } from '../world.ts';
import { BodyTooLarge } from './body.ts';
import { type Exchange, html, json, jsonType, type Reply } from './exchange.ts';
import { noticePage } from './page-style.ts';

/** Tells health, control door and the four Clio hosts apart, and sends what they answer. */
export function listener(world: World): RequestListener {
  return (request, response) => {
    answer(request, response, world).catch((error: unknown) => {
      const status = error instanceof BodyTooLarge ? 413 : 500;
      if (status === 500) process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      if (response.headersSent) response.destroy();
      else
        send(
          response,
          json(status, { error: { type: 'InternalServerError', message: 'Something went wrong' } }),
          world,
        );
    });
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, world: World): Promise<void> {
  const url = request.url ?? '/';
  const question = url.indexOf('?');
  const path = question < 0 ? url : url.slice(0, question);
  const exchange: Exchange = {
    request,
    response,
    method: request.method ?? 'GET',
    path,
    search: question < 0 ? '' : url.slice(question),
  };
  if (path === '/health') return send(response, json(200, { status: 'ok' }), world);
  if (path === '/_control' || path.startsWith('/_control/')) {
    return send(response, await answerControl(exchange, world), world);
  }
  if (path.startsWith(storagePath)) return send(response, await answerStorage(exchange, world), world);
  await answerClio(exchange, world);
}

async function answerClio(exchange: Exchange, world: World): Promise<void> {
  const { request, response, method, search } = exchange;
  const address = regionOf(request.headers.host ?? '', exchange.path);
  if (!address) {
    const text = 'No region: start the path with /us, /ca, /eu or /au, as http://127.0.0.1:4010/us does.';
    return send(response, html(404, noticePage('Not found', text)), world);
  }
  const clio = { ...exchange, ...address };
  let accountId: number | undefined;
  const log = (status: number) =>
    world.log.add({
      at: new Date(world.clock.now()).toISOString(),
      method,
      path: exchange.path,
      query: search,
      status,
      accountId: accountId ?? null,
    });

  const faults = world.faults.take(clio.path);
  for (const { kind, delayMs } of faults) if (kind === 'delay') await sleep(delayMs);
  const fault = faults.find(({ kind }) => kind !== 'delay');
  if (fault?.kind === 'drop') {
    log(0);
    response.destroy();
    return;
  }
  let reply = fault && faultReply(fault, world);
  if (!reply) {
    if (clio.path.startsWith('/api/v4/')) ({ reply, accountId } = await answerApi(clio, world));
    else if (clio.path.startsWith('/oauth/')) reply = await answerOAuth(clio, world);
    else reply = html(404, noticePage('Not found', 'There is nothing at this address.'));
  }
  log(reply.status);
  send(response, reply, world, fault?.kind === 'truncate');
}

/** The answer that replaces Clio's own; undefined for faults that spoil it on its way. */
function faultReply({ kind }: Fault, { clock, rate }: World): Reply | undefined {
  switch (kind) {
    case '429': {
      const headers = {
        ...jsonType,
        'Retry-After': '1',
        'X-RateLimit-Limit': String(rate.setting.limit || 50),
        'X-RateLimit-Remaining': '0',
        'X-RateLimit-Reset': String(Math.ceil(clock.now() / 1000) + 1),
      };
      return { status: 429, headers, body: rateLimited().body() };
    }
    case '500':
      return html(500, noticePage('We’re sorry, but something went wrong', 'Please try again later.'));
    case '403-html':
      return forbiddenPage();
    default:
      return undefined;
  }
}

function send(
  response: ServerResponse,
  { status, headers, body, parts }: Reply,
  world: World,
  truncated = false,
): void {
  response.sendDate = false;
  response.statusCode = status;
  response.setHeader('Date', new Date(world.clock.now()).toUTCString());
  for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
  if (parts) {
    // A reader that goes away ends the pipeline with an error that concerns nobody.
    pipeline(Readable.from(parts), response).catch(() => undefined);
    return;
  }
  const bytes = typeof body === 'string' || body === undefined ? Buffer.from(body ?? '') : body;
  if (truncated) {
    // The length promises what was sent, so that it is the JSON that breaks off and not the connection.
    const half = bytes.subarray(0, Math.floor(bytes.length / 2));
    response.setHeader('Content-Length', half.length);
    response.end(half);
    return;
  }
  if (status !== 304) response.setHeader('Content-Length', bytes.length);
  response.end(bytes);
}
