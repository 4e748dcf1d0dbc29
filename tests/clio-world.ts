import type { RunningStack } from './running-stack.ts';

export type ClioRegionName = 'US' | 'CA' | 'EU' | 'AU';
type World = Pick<RunningStack, 'urls'>;

export interface ClioFirm {
  accountId: string;
  name: string;
  /** Someone who may authorise in this account. */
  login: string;
}

/** What Clio could be asked to do wrong next; each hits the next `count` requests to the API. */
export interface Fault {
  kind: '429' | '500' | '403-html' | 'drop' | 'truncate' | 'delay';
  count: number;
  delayMs?: number;
  resource?: string;
}

interface Delivery {
  event: string;
  /** Null for a handshake. */
  recordId: number | null;
  /** What the product answered; 0 when it did not. */
  status: number;
}

interface RequestToClio {
  path: string;
  query: string;
  status: number;
  /** The kinds of faults that hit it. */
  faults: string[];
}

interface DescribedFirm {
  accountId: number;
  name: string;
  region: string;
  logins: { email: string; owner: boolean }[];
}

/** The firms that exist in a region of the simulated Clio. */
export async function clioFirms(stack: World, region: ClioRegionName): Promise<[ClioFirm, ...ClioFirm[]]> {
  const { firms } = (await control(stack, 'GET', 'firms')) as { firms: DescribedFirm[] };
  const [first, ...others] = firms
    .filter((firm) => firm.region.toUpperCase() === region)
    .map(({ accountId, name, logins }) => ({ accountId: String(accountId), name, login: logins[0]?.email ?? '' }));
  if (!first) throw new Error(`the simulator has no firm in ${region}`);
  return [first, ...others];
}

/** Who works with which firm in the US: a Clio account feeds one firm only, so no two tests may share one. */
const takers = [
  'wall, first',
  'wall, second',
  'copy, full sync',
  'copy, killed worker',
  'copy, messages twice',
  'copy, edit',
  'copy, 429',
  'copy, 500',
  'copy, truncate',
  'copy, drop',
  'restart, clio',
  'restart, data',
  'restart, gateway',
  'restart, queues',
  'restart, tables',
  'restart, postgres',
  'restart, clio-simulator',
  'restart, everything',
  'trace',
  'thread',
  'connection, disconnected',
  'connection, revoked',
  'webhooks',
  'withheld',
] as const;
export type Taker = (typeof takers)[number];

/** The firm in the US that is this test's alone. */
export async function clioFirm(stack: World, taker: Taker): Promise<ClioFirm> {
  const firm = (await clioFirms(stack, 'US'))[takers.indexOf(taker)];
  if (!firm) throw new Error(`the simulator has fewer firms in the US than tests: none is left for ${taker}`);
  return firm;
}

export async function addFault(stack: World, fault: Fault): Promise<void> {
  await control(stack, 'POST', 'faults', fault);
}

/** The next deliveries of webhooks about a kind of record never come. */
export async function loseWebhooks(stack: World, fault: { model: string; count: number }): Promise<void> {
  await control(stack, 'POST', 'webhook-faults', { kind: 'missing', ...fault });
}

/** What the simulator's webhooks have reached so far: everything that it tried, handshakes too. */
export async function deliveriesOfClio(stack: World): Promise<Delivery[]> {
  const { deliveries } = (await control(stack, 'GET', 'webhook-deliveries')) as { deliveries: Delivery[] };
  return deliveries;
}

export async function clearFaults(stack: World): Promise<void> {
  await control(stack, 'DELETE', 'faults');
  await control(stack, 'DELETE', 'webhook-faults');
}

/** Edits a record as somebody at the firm would; its etag and `updated_at` change. */
export async function editRecord(
  stack: World,
  {
    accountId,
    resource,
    id,
    patch,
  }: { accountId: string; resource: string; id: string; patch: Record<string, unknown> },
): Promise<void> {
  await control(stack, 'POST', `records/${accountId}/${resource}/${id}`, { patch });
}

/** Lets something happen at a firm so many times, as its people would do it; less often where there is nothing left to do it to. */
export async function letHappen(stack: World, accountId: string, event: 'note_deleted', times: number): Promise<void> {
  await control(stack, 'POST', 'life', {
    accountId: Number(accountId),
    events: Array.from({ length: times }, () => event),
  });
}

/** Takes back what anybody of an account granted, as its administrator can in Clio's settings. */
export async function revokeGrants(stack: World, accountId: string): Promise<void> {
  await control(stack, 'POST', 'revoke', { accountId: Number(accountId) });
}

/** Every record of a kind as Clio holds it, all fields shown. */
export async function truthOf(
  stack: World,
  accountId: string,
  resource: string,
  fields?: string,
): Promise<Record<string, unknown>[]> {
  const query = fields ? `?${new URLSearchParams({ fields })}` : '';
  const response = await fetch(`${stack.urls.clioSimulator}/_control/accounts/${accountId}/${resource}${query}`);
  if (!response.ok) throw new Error(`the simulator answered ${response.status}: ${await response.text()}`);
  const lines = (await response.text()).split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** The bytes of a document as Clio holds them. */
export async function bytesInClio(stack: World, accountId: string, documentId: string): Promise<Buffer> {
  const path = `accounts/${accountId}/documents/${documentId}/content`;
  const response = await fetch(`${stack.urls.clioSimulator}/_control/${path}`);
  if (!response.ok) throw new Error(`the simulator answered ${response.status}: ${await response.text()}`);
  return Buffer.from(await response.arrayBuffer());
}

/** Requests to Clio's API so far, newest last; those that failed before Clio knew the account are among them. */
export async function requestsToClio(stack: World): Promise<RequestToClio[]> {
  const { requests } = (await control(stack, 'GET', 'requests')) as { requests: RequestToClio[] };
  return requests.filter((request) => request.path.includes('/api/v4/'));
}

async function control(stack: World, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${stack.urls.clioSimulator}/_control/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.json();
}
