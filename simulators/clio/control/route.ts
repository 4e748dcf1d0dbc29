import { ClioError } from '../api/errors.ts';
import { everyField, writerOf } from '../api/fields.ts';
import { type Firm, type ResourceName, resourceNames, tableOf } from '../firm/firm.ts';
import { readBody } from '../http/body.ts';
import { type Exchange, html, json, type Reply } from '../http/exchange.ts';
import { resources } from '../resources/catalogue.ts';
import { listedRows } from '../resources/resource.ts';
import type { World } from '../world.ts';
import { answerChangeControl } from './change-doors.ts';
import { controlPage } from './control-page.ts';
import { editRecord } from './edit-record.ts';
import { type FaultKind, faultKinds } from './faults.ts';

/** What a control request asks for is wrong; the message says what was expected. */
class ControlError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * The door for tests and for people who want to break things, under `/_control`; it is no part of Clio. Answers
 * `{"error": "…"}` with 400 or 404 when a request cannot be carried out.
 */
export async function answerControl(exchange: Exchange, world: World): Promise<Reply> {
  try {
    return await act(exchange, world);
  } catch (error) {
    if (error instanceof ControlError) return json(error.status, { error: error.message });
    if (error instanceof ClioError) return json(400, { error: error.message });
    throw error;
  }
}

async function act({ request, method, path, search }: Exchange, world: World): Promise<Reply> {
  const [, , action, ...rest] = path.split('/');
  switch (`${method} ${action ?? ''}`) {
    case 'GET ':
      return html(200, controlPage(world));
    case 'GET firms':
      return json(200, { firms: world.firms.map(describeFirm) });
    case 'GET accounts':
      return records(world, rest, new URLSearchParams(search));
    case 'GET requests': {
      const since = Number(new URLSearchParams(search).get('since') ?? 0);
      return json(200, { last: world.log.last, requests: world.log.since(Number.isFinite(since) ? since : 0) });
    }
    case 'GET faults':
      return json(200, { faults: world.faults.list() });
    case 'DELETE faults':
      world.faults.clear();
      return json(200, { faults: [] });
    case 'POST faults':
      return addFault(world, await readObject(request));
    case 'GET clock':
      return json(200, { now: new Date(world.clock.now()).toISOString() });
    case 'POST clock': {
      const body = await readObject(request);
      world.clock.advance(numberIn(body, 'advanceSeconds', 0, 10 * 365 * 86_400));
      return json(200, { now: new Date(world.clock.now()).toISOString() });
    }
    case 'GET rate':
      return json(200, world.rate.setting);
    case 'POST rate': {
      const body = await readObject(request);
      const { limit, windowSeconds } = { ...world.rate.setting, ...body };
      world.rate.set({
        limit: numberIn({ limit }, 'limit', 0, 1_000_000),
        windowSeconds: numberIn({ windowSeconds }, 'windowSeconds', 1, 86_400),
      });
      return json(200, world.rate.setting);
    }
    case 'POST records':
      return edit(world, rest, await readObject(request));
    case 'POST revoke': {
      const firm = firmWith(world, (await readObject(request))['accountId']);
      return json(200, { revoked: world.grants.revokeAccount(firm.account.id) });
    }
    default: {
      const reply = await answerChangeControl(`${method} ${action ?? ''}`, search, world, () => readObject(request));
      if (!reply) throw new ControlError(404, `There is no ${method} ${path}`);
      return reply;
    }
  }
}

function describeFirm(firm: Firm) {
  return {
    accountId: firm.account.id,
    name: firm.account.name,
    region: firm.region,
    timeZone: firm.zone.name,
    currency: firm.currency['code'],
    counts: Object.fromEntries(resourceNames.map((name) => [name, listedRows(firm, resources[name]).length])),
    logins: firm.tables.users.rows
      .filter(({ leftDay }) => leftDay === null)
      .map(({ id, email, owner }) => ({ userId: id, email, owner }))
      .sort((left, right) => Number(right.owner) - Number(left.owner)),
  };
}

/** One record per line; `fields` narrows it, by default everything is shown; `hidden=true` adds what lists leave out. */
function records(world: World, [accountId, resource]: readonly string[], params: URLSearchParams): Reply {
  const firm = firmWith(world, accountId);
  const name = resourceWith(resource);
  const { shape } = resources[name];
  const write = writerOf(shape, params.get('fields') ?? everyField(shape));
  return {
    status: 200,
    headers: { 'Content-Type': 'application/x-ndjson; charset=utf-8' },
    parts: lines(params.get('hidden') === 'true' ? tableOf(firm, name).rows : listedRows(firm, resources[name]), write),
  };
}

function* lines(rows: Iterable<object>, write: (row: object) => string): Generator<string> {
  let chunk = '';
  for (const row of rows) {
    chunk += `${write(row)}\n`;
    if (chunk.length > 64 * 1024) {
      yield chunk;
      chunk = '';
    }
  }
  yield chunk;
}

function edit(world: World, [accountId, resource, id]: readonly string[], body: Record<string, unknown>): Reply {
  const firm = firmWith(world, accountId);
  const name = resourceWith(resource);
  const row = tableOf(firm, name).find(Number(id));
  if (!row) throw new ControlError(404, `There is no record ${id} among the ${name} of this account`);
  const patch = body['patch'];
  if (typeof patch !== 'object' || patch === null) throw new ControlError(400, 'Expected {"patch": {…}}');
  const refusal = editRecord(world, firm, name, row, patch as Record<string, unknown>);
  if (refusal !== undefined) throw new ControlError(400, refusal);
  const { shape } = resources[name];
  return { ...json(200, null), body: `{"data":${writerOf(shape, everyField(shape))(row)}}` };
}

function addFault(world: World, body: Record<string, unknown>): Reply {
  const kind = faultKinds.find((known): known is FaultKind => known === String(body['kind']));
  if (!kind) throw new ControlError(400, `kind must be one of ${faultKinds.join(', ')}`);
  const resource = body['resource'] ?? null;
  if (resource !== null && typeof resource !== 'string') throw new ControlError(400, 'resource must be a text');
  world.faults.add({
    kind,
    remaining: body['count'] === undefined ? 1 : numberIn(body, 'count', 1, 1_000_000),
    resource: resource || null,
    delayMs: kind === 'delay' ? numberIn(body, 'delayMs', 1, 600_000) : 0,
  });
  return json(200, { faults: world.faults.list() });
}

function firmWith(world: World, accountId: unknown): Firm {
  const firm = world.firm(Number(accountId));
  if (firm) return firm;
  const known = world.firms.map(({ account }) => account.id).join(', ');
  throw new ControlError(404, `There is no account ${String(accountId)}; there are ${known}`);
}

function resourceWith(text: string | undefined): ResourceName {
  const name = resourceNames.find((known) => known === text);
  if (!name) throw new ControlError(404, `There is no resource ${text}; there are ${resourceNames.join(', ')}`);
  return name;
}

async function readObject(request: Exchange['request']): Promise<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(await readBody(request));
  } catch {
    throw new ControlError(400, 'The body must be JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ControlError(400, 'The body must be a JSON object');
  }
  return value as Record<string, unknown>;
}

function numberIn(body: Readonly<Record<string, unknown>>, name: string, least: number, most: number): number {
  const value = body[name];
  if (typeof value !== 'number' || !(value >= least && value <= most)) {
    throw new ControlError(400, `${name} must be a number from ${least} to ${most}`);
  }
  return value;
}
