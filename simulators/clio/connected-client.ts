import { type ClioSimulator, defaultRedirectUris } from './simulator.ts';

export interface Tokens {
  access_token: string;
  refresh_token: string;
  expires_in: number;
  token_type: string;
}

export interface Envelope {
  data: Record<string, unknown>[];
  meta: { paging: { next?: string; previous?: string }; records?: number };
}

export const ownerOfFirstFirm = 'margaret.hartwell@hartwell-lowe.example';
export const ownerOfSecondFirm = 'adaeze.okafor@okaforreyes.example';
export const redirectUri = defaultRedirectUris[0] ?? '';

/** Sends the authorize page's form and gives the address the browser is sent to. */
export async function authorize(host: string, fields: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(`${host}/oauth/authorize`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({
      response_type: 'code',
      client_id: 'simulator-client',
      redirect_uri: redirectUri,
      state: 'state-1',
      ...fields,
    }),
  });
}

export async function codeFor(host: string, login: string): Promise<string> {
  const response = await authorize(host, { login, decision: 'approve' });
  const code = new URL(response.headers.get('location') ?? '').searchParams.get('code');
  if (!code) throw new Error(`Expected a code, got ${response.status} ${response.headers.get('location')}`);
  return code;
}

export async function requestToken(host: string, fields: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(`${host}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: 'simulator-client', client_secret: 'simulator-secret', ...fields }),
  });
}

/** A client of the API that went through the authorization, as an application would. */
export class ConnectedClient {
  readonly host: string;
  readonly tokens: Tokens;

  constructor(host: string, tokens: Tokens) {
    this.host = host;
    this.tokens = tokens;
  }

  static async connect(
    simulator: Pick<ClioSimulator, 'hosts'>,
    login = ownerOfFirstFirm,
    region: keyof ClioSimulator['hosts'] = 'us',
  ) {
    const host = simulator.hosts[region];
    const response = await requestToken(host, {
      grant_type: 'authorization_code',
      code: await codeFor(host, login),
      redirect_uri: redirectUri,
    });
    if (!response.ok) throw new Error(`Expected tokens, got ${response.status} ${await response.text()}`);
    return new ConnectedClient(host, (await response.json()) as Tokens);
  }

  /** `path` is what follows `/api/v4/`, or a whole link. */
  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return fetch(path.startsWith('http') ? path : `${this.host}/api/v4/${path}`, {
      headers: { Authorization: `Bearer ${this.tokens.access_token}`, 'User-Agent': 'SimulatorTest/1.0', ...headers },
    });
  }

  /** Writes: the body is `{"data": data}`, as every POST and PATCH has it. */
  send(
    method: 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    path: string,
    data?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    return fetch(`${this.host}/api/v4/${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${this.tokens.access_token}`,
        'User-Agent': 'SimulatorTest/1.0',
        'Content-Type': 'application/json',
        ...headers,
      },
      ...(data !== undefined && { body: JSON.stringify({ data }) }),
    });
  }

  /** One page; fails on any answer but 200. */
  async list(path: string): Promise<Envelope> {
    const response = await this.get(path);
    if (response.status !== 200) throw new Error(`Expected a page, got ${response.status} ${await response.text()}`);
    return (await response.json()) as Envelope;
  }

  /** Every page from the first on. */
  async *walk(path: string): AsyncGenerator<Envelope> {
    for (let next: string | undefined = path; next !== undefined; ) {
      const envelope: Envelope = await this.list(next);
      yield envelope;
      next = envelope.meta.paging.next;
    }
  }

  async all(path: string): Promise<Record<string, unknown>[]> {
    const records: Record<string, unknown>[] = [];
    for await (const { data } of this.walk(path)) records.push(...data);
    return records;
  }
}

/** Every page of a collection by cursor; one that wants a parameter is walked once for each of its values. */
export async function* crawl(client: ConnectedClient, name: string, query: string): AsyncGenerator<Envelope> {
  const parts = name === 'notes' ? ['&type=Matter', '&type=Contact'] : [''];
  for (const part of parts) yield* client.walk(`${name}.json?order=id(asc)&${query}${part}`);
}

/** What a firm really holds, from the control door. */
export async function truth(
  simulator: ClioSimulator,
  accountId: number,
  resource: string,
  fields?: string,
): Promise<Record<string, unknown>[]> {
  const query = fields === undefined ? '' : `?fields=${encodeURIComponent(fields)}`;
  const response = await fetch(`${simulator.url}/_control/accounts/${accountId}/${resource}${query}`);
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

export async function control(
  simulator: Pick<ClioSimulator, 'url'>,
  action: string,
  body: unknown,
  method = 'POST',
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${simulator.url}/_control/${action}`, {
    method,
    ...(method === 'POST' && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

export function accountOf(simulator: ClioSimulator, name: string): number {
  const firm = simulator.world.firms.find(({ account }) => account.name === name);
  if (!firm) throw new Error(`No firm is called ${name}`);
  return firm.account.id;
}
