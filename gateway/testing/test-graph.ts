import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newId } from '@smarterfirms/platform/ids';
import type { RequestContext } from '@smarterfirms/platform/request-context';
import { GraphQLError } from 'graphql';
import { type Client, createClient } from 'graphql-ws';
import { pino } from 'pino';
import WebSocket from 'ws';
import { composeSubgraphs } from '../composition.ts';
import type { GatewayOptions, RunningGateway } from '../gateway-options.ts';
import { serveGateway } from '../serve-gateway.ts';
import { fixedSource } from '../supergraph/source/source.ts';
import { Broadcast } from './broadcast.ts';
import { accessToken, ed25519, issuer, type Person, type TokenChanges } from './test-keys.ts';
import { link, startTestSubgraph, type TestSubgraph } from './test-subgraph.ts';

/** Two firms; a principal acts in one and must see nothing of the other. */
export const ownFirm: string = newId('firm');
export const otherFirm: string = newId('firm');
const firms = new Map(
  [
    { id: ownFirm, name: 'Own LLP', timeZone: 'America/New_York', revenue: 100 },
    { id: otherFirm, name: 'Other LLP', timeZone: 'Europe/Berlin', revenue: 900 },
  ].map((firm) => [firm.id, firm]),
);
const visible = (id: string, { principal }: RequestContext) =>
  principal?.kind === 'user' && principal.firmId === id ? { ...firms.get(id), __typename: 'Firm' } : null;

/** A firm for its people, and a safe for everybody; who may read it is another matter. */
const ownThings = (context: RequestContext) =>
  [visible(ownFirm, context), { __typename: 'Safe', name: 'the safe', code: '1234' }].filter(Boolean);

const accountsSdl = `
  scalar Day
  enum Mood { GOOD BAD }
  interface Named { name: String }
  union Found = Firm | Safe
  type Query {
    me: Person
    plans: [Plan!]!
    firm(id: ID!): Firm @authenticated
    named: [Named!]! @authenticated
    found: [Found!]! @authenticated
    vault: Safe
    byDay(day: Day!, mood: Mood): String @authenticated
    search(filter: Nested, ids: [ID!]): String @authenticated
    fails: String
    missing: String! @authenticated
    client: Client @authenticated
  }
  type Client @key(fields: "taxId") {
    taxId: String @requiresScopes(scopes: [["tax:read"]])
    name: String @authenticated
  }
  type Mutation {
    rename(name: String!): Firm @requiresScopes(scopes: [["firm:write"]])
    signUp(input: Credentials!): String
    signIn(input: Credentials!): String
  }
  input Nested { text: String and: [Nested!] }
  input Credentials { email: String! password: String! }
  type Person @key(fields: "id") @authenticated { id: ID! }
  type Plan { code: String! }
  type Firm implements Named @key(fields: "id") {
    id: ID! @authenticated
    name: String @authenticated
    timeZone: String! @requiresScopes(scopes: [["firm:read"]])
    revenue: Int @requiresScopes(scopes: [["billing:read"], ["firm:read", "billing:write"]])
    audited: String @policy(policies: [["auditor"]])
    seal: String @policy(policies: [["auditor"], ["firm_owner", "recent_sign_in"]])
    self: Firm @authenticated
  }
  type Safe implements Named @requiresScopes(scopes: [["safe:open"]]) { name: String code: String! }
`;

const clioSdl = `
  type Query { job(id: ID!): Job @requiresScopes(scopes: [["sync:read"]]) }
  type Subscription {
    progress(jobId: ID!): Job! @requiresScopes(scopes: [["sync:read"]])
    ticks: Int
  }
  type Job @key(fields: "id") @authenticated { id: ID! percent: Int firm: Firm! notes: [Note!]! }
  type Firm @key(fields: "id", resolvable: false) { id: ID! }
  interface Note { text: String }
  type Remark implements Note { text: String by: String }
  type Warning implements Note { text: String level: Int }
`;

/** Clio can tell the name of a firm, too; a supergraph that says so plans the name with the event. */
export const withNamedFirms = (sdl: string) => sdl.replace('{ id: ID! }', '{ id: ID! name: String @shareable }');

const dataSdl = `
  type Query { size: Int @authenticated }
  type Firm @key(fields: "id") {
    id: ID!
    timeZone: String! @external
    clock: String @requires(fields: "timeZone") @requiresScopes(scopes: [["firm:read"]])
    matters(first: Int = 25): [Matter!]! @requiresScopes(scopes: [["matters:read"]]) @listSize(slicingArguments: ["first"])
  }
  type Client @key(fields: "taxId") { taxId: String matterCount: Int @authenticated }
  type Matter @key(fields: "id") { id: ID! @requiresScopes(scopes: [["matters:read"]]) title: String @requiresScopes(scopes: [["matters:read"]]) }
`;

export interface JobEvent {
  id: string;
  percent: number;
  firmId: string;
}

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, looked at by tests only
  body: { data?: any; errors?: { message: string; path?: unknown[]; extensions: Record<string, unknown> }[] };
  text: string;
}

export interface TestGraph extends AsyncDisposable {
  gateway: RunningGateway;
  supergraphSdl: string;
  /** The supergraph where subgraphs' schemas are changed so, or left out. What they answer stays the same. */
  supergraphWith(changes: Partial<Record<'accounts' | 'clio' | 'data', (sdl: string) => string | undefined>>): string;
  accounts: TestSubgraph;
  clio: TestSubgraph;
  data: TestSubgraph;
  jobs: Broadcast<JobEvent>;
  logLines: Record<string, unknown>[];
  jwksFetches: () => number;
  token(person: Person, changes?: TokenChanges): Promise<string>;
  post(
    query: string,
    options?: { token?: string; variables?: Record<string, unknown>; headers?: Record<string, string> },
  ): Promise<Answer>;
  send(init: RequestInit & { path?: string }): Promise<Answer>;
  socket(token?: string): Client;
  socketUrl: string;
  /** While it is down, auth breaks every connection. */
  setAuthDown(down: boolean): void;
  revoke(sessionId: string): void;
}

/** Three real subgraphs, composed, behind a real gateway, with keys and a list of revocations such as auth serves. */
export async function startTestGraph(
  given: Partial<GatewayOptions> | ((supergraphSdl: string) => Promise<Partial<GatewayOptions>>) = {},
  /** Addresses to use instead of a subgraph's own, by its name. */
  urls: Record<string, string> = {},
): Promise<TestGraph> {
  const gatewayKey = ed25519('gateway');
  const authKey = ed25519('auth-1');
  const jobs = new Broadcast<JobEvent>();
  const revoked = new Set<string>();
  let jwksFetches = 0;
  let authDown = false;
  const asJob = ({ firmId, ...job }: JobEvent) => ({
    ...job,
    firm: { __typename: 'Firm', id: firmId },
    notes: notes(),
  });

  const accounts = await startTestSubgraph(
    'accounts',
    accountsSdl,
    {
      Query: {
        me: (_: unknown, __: unknown, { principal }: RequestContext) =>
          principal?.kind === 'user' ? { id: principal.userId } : null,
        plans: () => [{ code: 'trial' }],
        firm: (_: unknown, { id }: { id: string }, context: RequestContext) => visible(id, context),
        named: (_: unknown, __: unknown, context: RequestContext) => ownThings(context),
        found: (_: unknown, __: unknown, context: RequestContext) => ownThings(context),
        vault: () => ({ name: 'the safe', code: '1234' }),
        byDay: () => 'a day',
        search: (_: unknown, given: { filter?: { text?: string } }) => `found ${given.filter?.text ?? 'nothing'}`,
        fails: () => {
          throw new Error('connect ECONNREFUSED 10.1.1.1:5432');
        },
        missing: () => null,
        client: () => ({ taxId: 'tax-77', name: 'A Client' }),
      },
      Mutation: {
        signUp: () => 'signed up',
        signIn: () => 'signed in',
        rename: (_: unknown, { name }: { name: string }, context: RequestContext) => {
          if (name.length > 20)
            throw new GraphQLError('A name has at most 20 letters.', { extensions: { code: 'BAD_USER_INPUT' } });
          const firm = visible(ownFirm, context);
          return firm && { ...firm, name };
        },
      },
      Firm: {
        __resolveReference: ({ id }: { id: string }, context: RequestContext) => visible(id, context),
        self: (firm: { id: string }) => firm,
        audited: () => 'by nobody',
        seal: () => 'a seal',
      },
    },
    gatewayKey.public,
  );
  const clio = await startTestSubgraph(
    'clio',
    withNamedFirms(clioSdl),
    {
      Firm: { name: ({ id }: { id: string }) => `${firms.get(id)?.name}, as Clio has it` },
      Query: {
        job: (_: unknown, { id }: { id: string }, context: RequestContext) =>
          visible(ownFirm, context) && asJob({ id, percent: 50, firmId: ownFirm }),
      },
      Subscription: {
        progress: {
          subscribe: () => jobs.stream(),
          resolve: (event: JobEvent) => asJob(event),
        },
        ticks: {
          subscribe: () => jobs.stream(),
          resolve: (event: JobEvent) => event.percent,
        },
      },
    },
    gatewayKey.public,
  );
  const data = await startTestSubgraph(
    'data',
    dataSdl,
    {
      Query: { size: () => 1 },
      Client: { __resolveReference: (client: unknown) => client, matterCount: () => 3 },
      Firm: {
        __resolveReference: (firm: unknown) => firm,
        clock: ({ timeZone }: { timeZone: string }) => `noon in ${timeZone}`,
        matters: (_: unknown, { first }: { first: number }) => {
          if (first > 100)
            throw new GraphQLError('first must be between 1 and 100, got 1000.', {
              extensions: { code: 'BAD_USER_INPUT' },
            });
          return [{ id: 'mat_1', title: 'Own v. Other' }];
        },
      },
    },
    gatewayKey.public,
  );

  const auth = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (authDown) request.socket.destroy();
    else if (request.url === '/jwks.json') {
      jwksFetches += 1;
      response.end(JSON.stringify({ keys: [{ ...authKey.public, alg: 'EdDSA', use: 'sig' }] }));
    } else if (request.url === '/revocations' && request.headers.authorization?.startsWith('Bearer ')) {
      response.end(JSON.stringify({ sessionIds: [...revoked] }));
    } else response.writeHead(404).end('{}');
  });
  const authUrl = await listen(auth);
  const logLines: Record<string, unknown>[] = [];
  const subgraphs = [accounts, clio, data];
  const supergraphWith: TestGraph['supergraphWith'] = (changes) => {
    const sdls = { accounts: accountsSdl, clio: clioSdl, data: dataSdl };
    const files = subgraphs.flatMap(({ name, url }) => {
      const known = name as keyof typeof sdls;
      const change = changes[known] ?? ((sdl: string) => sdl);
      const sdl = change(sdls[known]);
      return sdl === undefined ? [] : [{ name, url, sdl: `${link}\n${sdl}` }];
    });
    return composeSubgraphs(files).supergraphSdl;
  };
  const supergraphSdl = supergraphWith({});
  const changes = typeof given === 'function' ? await given(supergraphSdl) : given;
  const gateway = await serveGateway({
    host: '127.0.0.1',
    port: 0,
    log: pino({ level: 'debug' }, { write: (line: string) => logLines.push(JSON.parse(line)) }),
    supergraph: fixedSource(supergraphSdl),
    anyAccess: true,
    subgraphUrls: { ...Object.fromEntries(subgraphs.map(({ name, url }) => [name, url])), ...urls },
    signingKey: gatewayKey.private,
    jwksUrl: `${authUrl}/jwks.json`,
    revocationsIntervalMs: 50,
    issuer,
    webOrigin: 'https://web.test',
    introspection: false,
    // Answers are compared whole; what they cost has tests of its own.
    costInAnswers: false,
    development: false,
    ...changes,
  });
  const clients: Client[] = [];
  const socketUrl = gateway.url.replace('http:', 'ws:');

  const send = async ({ path = '', ...init }: RequestInit & { path?: string }): Promise<Answer> => {
    const response = await fetch(`${gateway.url}${path}`, { redirect: 'manual', ...init });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : {}, text };
  };

  return {
    gateway,
    supergraphSdl,
    supergraphWith,
    accounts,
    clio,
    data,
    jobs,
    logLines,
    jwksFetches: () => jwksFetches,
    token: (person, tokenChanges = {}) => accessToken(person, { key: authKey.private, ...tokenChanges }),
    post: (query, { token, variables, headers = {} } = {}) =>
      send({
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...headers,
        },
        body: JSON.stringify({ query, variables }),
      }),
    send,
    socketUrl,
    socket(token) {
      const client = createClient({
        url: socketUrl,
        webSocketImpl: WebSocket,
        retryAttempts: 0,
        connectionParams: token ? { authorization: `Bearer ${token}` } : {},
      });
      clients.push(client);
      return client;
    },
    setAuthDown: (down) => {
      authDown = down;
    },
    revoke: (sessionId) => void revoked.add(sessionId),
    async [Symbol.asyncDispose]() {
      for (const client of clients) await client.dispose();
      await gateway.stop();
      await Promise.all(subgraphs.map((subgraph) => subgraph.stop().catch(() => undefined)));
      auth.closeAllConnections();
      await new Promise((resolve) => auth.close(resolve));
    },
  };
}

function notes() {
  return [
    { __typename: 'Remark', text: 'a remark', by: 'Ann' },
    { __typename: 'Warning', text: 'a warning', level: 2 },
  ];
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
