import { setTimeout as sleep } from 'node:timers/promises';
import { Mismatch, Skipped } from './requirement.ts';

export type Json = Readonly<Record<string, unknown>>;

/** What a server answered, read to its end. */
export interface Answer {
  /** Method and path, for messages. */
  asked: string;
  status: number;
  headers: Headers;
  text: string;
  /** Empty where the body is not a JSON object. */
  body: Json;
}

export interface Page {
  data: Json[];
  paging: { next?: string; previous?: string };
  meta: Json;
}

/** What only a simulator offers. */
export interface SimulatorSide {
  /** The origins of the regions. */
  origins: Readonly<Record<string, string>>;
  control(method: string, action: string, body?: Json): Promise<Answer>;
  /** An address the authorize page may lead back to. */
  redirectUri: string;
  clientId: string;
  clientSecret: string;
  /** Who owns the firm that is looked at, and a firm of another region. */
  login: string;
  accountId: number;
}

/** How long a check waits for the rate limit of a real account before it gives up. */
const waitMaxSeconds = 70;

/** A server that is said to be Clio, seen with one access token. */
export class Clio {
  /** `https://app.clio.com`, without `/api/v4`. */
  readonly origin: string;
  readonly token: string;
  readonly #simulator: SimulatorSide | undefined;

  constructor(origin: string, token: string, simulator?: SimulatorSide) {
    this.origin = origin;
    this.token = token;
    this.#simulator = simulator;
  }

  /** Throws where the server is no simulator; only checks that need one ask for it. */
  get simulator(): SimulatorSide {
    if (!this.#simulator) throw new Skipped('the server has no control door');
    return this.#simulator;
  }

  /** The same server with another token or another region's origin. */
  as(token: string, origin = this.origin): Clio {
    return new Clio(origin, token, this.#simulator);
  }

  /** `path` is what follows `/api/v4/`, or a whole link. Waits where the rate limit says so. */
  async get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    for (;;) {
      const answer = await this.ask('GET', path, { headers });
      const seconds = Number(answer.headers.get('retry-after'));
      if (answer.status !== 429 || !(seconds > 0 && seconds <= waitMaxSeconds)) return answer;
      await sleep(seconds * 1000);
    }
  }

  /** One request as it is, redirects not followed. `data` is wrapped as Clio wants it, `body` sent as it is. */
  async ask(
    method: string,
    path: string,
    { data, body, headers = {} }: { data?: Json; body?: string; headers?: Readonly<Record<string, string>> } = {},
  ): Promise<Answer> {
    const url = path.startsWith('http') ? path : `${this.origin}/api/v4/${path}`;
    const content = data ? JSON.stringify({ data }) : body;
    return read(`${method} ${path}`, url, {
      method,
      redirect: 'manual',
      headers: {
        Authorization: `Bearer ${this.token}`,
        'User-Agent': 'Conformance/1.0',
        ...(content !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(content !== undefined && { body: content }),
    });
  }

  /** One page of a list; anything but 200 with a list is a mismatch. */
  async page(path: string): Promise<Page> {
    const answer = await this.get(path);
    const { data, meta } = answer.body as { data?: unknown; meta?: { paging?: Page['paging'] } };
    if (answer.status !== 200 || !Array.isArray(data)) {
      throw new Mismatch(`expected a list from ${path}, got ${answer.status} ${answer.text.slice(0, 200)}`);
    }
    return { data, paging: meta?.paging ?? {}, meta: meta ?? {} };
  }

  /** The first record of a list; skips the check where there is none. */
  async first(path: string): Promise<Json> {
    const [record] = (await this.page(path)).data;
    if (!record) throw new Skipped(`the firm has nothing in ${path}`);
    return record;
  }

  /** A record by its id. */
  async record(path: string): Promise<Json> {
    const answer = await this.get(path);
    if (answer.status === 200 && isObject(answer.body['data'])) return answer.body['data'];
    throw new Mismatch(`expected a record from ${path}, got ${answer.status} ${answer.text.slice(0, 200)}`);
  }

  /** What a write answers with; another status is a mismatch. */
  async write(method: string, path: string, data: Json, status = method === 'POST' ? 201 : 200): Promise<Json> {
    const answer = await this.ask(method, path, { data });
    if (answer.status === status && isObject(answer.body['data'])) return answer.body['data'];
    throw new Mismatch(`expected ${status} of ${method} ${path}, got ${answer.status} ${answer.text.slice(0, 200)}`);
  }
}

export async function read(asked: string, url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, init);
  const text = await response.text();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = {};
  }
  return { asked, status: response.status, headers: response.headers, text, body: isObject(body) ? body : {} };
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
