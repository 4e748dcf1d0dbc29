import { answerDocuments } from '../documents/route.ts';
import { type ResourceName, resourceNames } from '../firm/firm.ts';
import type { ClioExchange, Reply } from '../http/exchange.ts';
import { jsonType } from '../http/exchange.ts';
import { resources } from '../resources/catalogue.ts';
import { answerWebhooks } from '../webhooks/route.ts';
import type { World } from '../world.ts';
import { answerOccurrence, occurrenceId } from '../writes/occurrence.ts';
import { writeRecord } from '../writes/write-record.ts';
import { apiVersion } from './api-version.ts';
import { authenticate } from './authenticate.ts';
import type { ApiCall } from './call.ts';
import { ClioError, notFound, rateLimited } from './errors.ts';
import { forbiddenPage, isRefusedUserAgent } from './firewall.ts';
import { furtherList } from './further-lists.ts';
import { listRecords } from './list-records.ts';
import { showRecord } from './show-record.ts';
import { whoAmI } from './who-am-i.ts';

export interface ApiReply {
  reply: Reply;
  accountId: number | undefined;
}

/** Everything under `/api/v4`: firewall, token, rate limit, version, then the action, in Clio's order. */
export async function answerApi(exchange: ClioExchange, world: World): Promise<ApiReply> {
  if (isRefusedUserAgent(exchange.request.headers['user-agent'])) {
    return { reply: forbiddenPage(), accountId: undefined };
  }
  if (exchange.method === 'OPTIONS') return { reply: refusal(notFound()), accountId: undefined };

  let headers: Record<string, string> = {};
  let accountId: number | undefined;
  try {
    const authenticated = authenticate(exchange, world.grants);
    if ('refusal' in authenticated) return { reply: authenticated.refusal, accountId };
    const { grant, token } = authenticated;
    accountId = grant.accountId;

    const rate = world.rate.take(token, exchange.region, collectionOf(exchange.path));
    headers = rate.headers;
    if (!rate.allowed) throw rateLimited();

    const firm = world.firm(grant.accountId);
    if (!firm) throw notFound();
    const version = apiVersion(exchange.request.headers['x-api-version'], world.versions);
    const reply = await act({ ...exchange, world, firm, grant, version });
    return {
      reply: { ...reply, headers: { ...reply.headers, ...headers, 'X-API-VERSION': `4.0.${version}` } },
      accountId,
    };
  } catch (error) {
    if (!(error instanceof ClioError)) throw error;
    return { reply: refusal(error, headers), accountId };
  }
}

async function act(call: ApiCall): Promise<Reply> {
  const segments = call.path
    .replace(/^\/api\/v4\//, '')
    .replace(/\.json$/, '')
    .split('/');
  const [name, id, more] = segments;
  if (name === 'documents' || name === 'folders') {
    const reply = await answerDocuments(call, segments);
    if (reply) return reply;
  }
  if (name === 'webhooks') return answerWebhooks(call, segments.slice(1));
  const further = call.method === 'GET' ? furtherList(call, segments) : undefined;
  if (further) return further;
  // Seen live: refused without a word, whatever is in the body.
  if (name === 'trust_requests' && id === undefined && call.method === 'POST') return { status: 400 };
  // Versions are only listed within their document.
  if (name === 'document_versions') throw notFound();
  const known = resourceNames.find((candidate): candidate is ResourceName => candidate === name);
  if (known === undefined || more !== undefined) throw notFound();
  if (known === 'calendar_entries' && occurrenceId.test(id ?? '')) return answerOccurrence(call, id ?? '');
  const resource = resources[known];
  if (call.method !== 'GET') return writeRecord(call, resource, id);
  if (id === undefined && resource.list !== false) return listRecords(call, resource);
  if (known === 'users' && id === 'who_am_i') return whoAmI(call);
  if (resource.single === false || id === undefined || !/^\d{1,15}$/.test(id)) throw notFound();
  return showRecord(call, resource, Number(id));
}

/** `matters` of `/api/v4/matters/1.json`. */
export function collectionOf(path: string): string {
  return /^\/api\/v4\/(\w+)/.exec(path)?.[1] ?? '';
}

function refusal(error: ClioError, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status: error.status, headers: { ...jsonType, ...headers }, body: error.body() };
}
