import { newId } from '@smarterfirms/platform/ids';
import { type Client, createClient } from 'graphql-ws';
import { pino } from 'pino';
import WebSocket from 'ws';
import { composeSubgraphs } from '../composition.ts';
import type { GatewayOptions, RunningGateway } from '../gateway-options.ts';
import { serveGateway } from '../serve-gateway.ts';
import { fixedSource } from '../supergraph/source/source.ts';
import { Broadcast } from './broadcast.ts';
import { startTestAuth } from './test-auth.ts';
import { type JobEvent, testResolvers } from './test-graph-resolvers.ts';
import { accountsSdl, clioSdl, dataSdl, withNamedFirms } from './test-graph-schema.ts';
import { accessToken, callSealSecret, ed25519, issuer, type Person, type TokenChanges } from './test-keys.ts';
import { link, startTestSubgraph, type TestSubgraph } from './test-subgraph.ts';

/** Two firms; a principal acts in one and must see nothing of the other. */
export const ownFirm: string = newId('firm');
export const otherFirm: string = newId('firm');
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
  /** Requests that auth has broken off so. */
  authBrokenOff(): number;
  /** Until what it returns is called, the gateway waits for the keys of tokens. */
  holdKeys(): () => void;
  revoke(sessionId: string): void;
  /** A new API key of this person. */
  apiKey(person: Person): string;
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
  const resolvers = testResolvers({ jobs, ownFirm, otherFirm });
  const accounts = await startTestSubgraph('accounts', accountsSdl, resolvers.accounts, gatewayKey.public);
  const clio = await startTestSubgraph('clio', withNamedFirms(clioSdl), resolvers.clio, gatewayKey.public);
  const data = await startTestSubgraph('data', dataSdl, resolvers.data, gatewayKey.public);

  const auth = await startTestAuth(authKey.public);
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
    callSealSecrets: [callSealSecret],
    jwksUrl: `${auth.url}/jwks.json`,
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
    jwksFetches: auth.jwksFetches,
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
    setAuthDown: auth.setDown,
    authBrokenOff: auth.brokenOff,
    holdKeys: auth.holdKeys,
    revoke: auth.revoke,
    apiKey: auth.apiKey,
    async [Symbol.asyncDispose]() {
      for (const client of clients) await client.dispose();
      await gateway.stop();
      await Promise.all(subgraphs.map((subgraph) => subgraph.stop().catch(() => undefined)));
      await auth.stop();
    },
  };
}
