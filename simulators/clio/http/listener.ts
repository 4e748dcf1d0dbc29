import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type ApiReply, answerApi, collectionOf } from '../api/route.ts';
import { replyOf } from '../control/fault-replies.ts';
import { isSlowing } from '../control/faults.ts';
import { answerControl } from '../control/route.ts';
import { answerOAuth } from '../oauth/route.ts';
import { type RegionName, regionOf } from '../region.ts';
import { answerStorage } from '../storage/route.ts';
import { storagePath } from '../storage/storage-address.ts';
import type { World } from '../world.ts';
import { BodyTooLarge } from './body.ts';
import { type Exchange, html, json } from './exchange.ts';
import { noticePage } from './page-style.ts';
import { pause } from './pause.ts';
import { send } from './send.ts';

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
          world.clock,
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
  if (path === '/health') return send(response, json(200, { status: 'ok' }), world.clock);
  if (path === '/_control' || path.startsWith('/_control/')) {
    return send(response, await answerControl(exchange, world), world.clock);
  }
  if (path.startsWith(storagePath)) {
    const asked = { method: exchange.method, query: '', resource: 'storage', region: 'us' } as const;
    await answerSpoiled(exchange, world, asked, async () => ({
      reply: await answerStorage(exchange, world),
      accountId: undefined,
    }));
    return;
  }
  await answerClio(exchange, world);
}

async function answerClio(exchange: Exchange, world: World): Promise<void> {
  const { request, method, search } = exchange;
  const address = regionOf(request.headers.host ?? '', exchange.path);
  if (!address) {
    const text = 'No region: start the path with /us, /ca, /eu or /au, as http://127.0.0.1:4010/us does.';
    return send(exchange.response, html(404, noticePage('Not found', text)), world.clock);
  }
  const clio = { ...exchange, ...address };
  const resource = collectionOf(clio.path) || (clio.path.startsWith('/oauth/') ? 'oauth' : '');
  await answerSpoiled(exchange, world, { method, query: search, resource, region: address.region }, async () => {
    if (clio.path.startsWith('/api/v4/')) return answerApi(clio, world);
    if (clio.path.startsWith('/oauth/')) return { reply: await answerOAuth(clio, world), accountId: undefined };
    return {
      reply: html(404, noticePage('Not found', 'There is nothing at this address.')),
      accountId: undefined,
    };
  });
}

interface Asked {
  method: string;
  query: string;
  resource: string;
  region: RegionName;
}

/** Answers, unless a fault that was asked for does; either way the request is on the log. */
async function answerSpoiled(
  { response, path }: Exchange,
  world: World,
  { method, query, resource, region }: Asked,
  act: () => Promise<ApiReply>,
): Promise<void> {
  const faults = world.faults.take(method, resource);
  const log = (status: number, accountId?: number) =>
    world.log.add({
      at: new Date(world.clock.now()).toISOString(),
      method,
      path,
      query,
      resource,
      status,
      accountId: accountId ?? null,
      faults: faults.map(({ kind }) => kind),
    });
  for (const { kind, delayMs } of faults) if (kind === 'delay') await pause(delayMs, response);
  const fault = faults.find((candidate) => !isSlowing(candidate));
  if (fault?.kind === 'drop') {
    log(0);
    response.destroy();
    return;
  }
  const replaced = fault && replyOf(fault, world, region);
  const { reply, accountId } = replaced ? { reply: replaced, accountId: undefined } : await act();
  log(reply.status, accountId);
  const pauseMs = faults.find(({ kind }) => kind === 'dribble')?.delayMs;
  send(response, reply, world.clock, {
    truncated: fault?.kind === 'truncate',
    cutOff: fault?.kind === 'drop-midway',
    wrongType: fault?.kind === 'wrong-type',
    ...(pauseMs !== undefined && { pauseMs }),
  });
}
