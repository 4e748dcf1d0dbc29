import { ClioError } from '../api/errors.ts';
import { everyField, writerOf } from '../api/fields.ts';
import { type Firm, type ResourceName, resourceNames, tableOf } from '../firm/firm.ts';
import { type Exchange, json, type Reply } from '../http/exchange.ts';
import { resources } from '../resources/catalogue.ts';
import { latestVersion } from '../resources/documents.ts';
import { listedRows } from '../resources/resource.ts';
import { versionBytes } from '../storage/version-bytes.ts';
import type { World } from '../world.ts';
import { answerChangeControl } from './change-doors.ts';
import { ControlError, readObject } from './control-input.ts';
import { editRecord } from './edit-record.ts';
import { answerFaultControl } from './fault-doors.ts';
import { answerPage } from './pages/route.ts';
import { answerPermissionControl } from './permission-doors.ts';
import { answerRequestControl } from './request-doors.ts';
import { answerSettingControl } from './setting-doors.ts';

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
      return answerPage([], search, world);
    case 'GET page':
      return answerPage(rest, search, world);
    case 'GET firms':
      return json(200, { firms: world.firms.map(describeFirm) });
    case 'GET accounts':
      if (rest[1] === 'documents' && rest[3] === 'content') return content(world, rest);
      return records(world, rest, new URLSearchParams(search));
    case 'POST records':
      return edit(world, rest, await readObject(request));
    case 'POST revoke': {
      const firm = firmWith(world, (await readObject(request))['accountId']);
      return json(200, { revoked: world.grants.revokeAccount(firm.account.id) });
    }
    default: {
      const called = `${method} ${action ?? ''}`;
      const read = () => readObject(request);
      const reply =
        (await answerChangeControl(called, rest, search, world, read)) ??
        (await answerPermissionControl(called, search, world, read)) ??
        (await answerFaultControl(called, rest, world, read)) ??
        (await answerRequestControl(called, rest, search, world)) ??
        (await answerSettingControl(called, world, read));
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
    // As they are now: the firm may change while the answer is on its way.
    parts: lines(
      [...(params.get('hidden') === 'true' ? tableOf(firm, name).rows : listedRows(firm, resources[name]))],
      write,
    ),
  };
}

/** The bytes that a download of a document gives. */
function content(world: World, [accountId, , id]: readonly string[]): Reply {
  const document = firmWith(world, accountId).tables.documents.find(Number(id));
  const version = document && latestVersion(document);
  if (!version) throw new ControlError(404, `There is no document ${id} in this account`);
  const size = version.size ?? 0;
  const headers = { 'Content-Type': 'application/octet-stream', 'Content-Length': String(size) };
  return { status: 200, headers, parts: versionBytes(version, world.objects, 0, size) };
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
