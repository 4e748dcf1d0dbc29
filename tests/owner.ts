import { randomUUID } from 'node:crypto';
import { ask, call, expectOk, type GraphAnswer, graphUrl } from './graph-client.ts';
import type { StackUrls } from './running-stack.ts';

export const password = 'a long enough passphrase';

export interface SyncEntityState {
  type: string;
  status: string;
  fetched: number;
  total: number | null;
  inserted: number;
  changed: number;
  unchanged: number;
}

export interface SyncJobState {
  id: string;
  status: string;
  version: number;
  percent: number | null;
  requestsUsed: number;
  failure: { code: string; message: string } | null;
  waitsFor: 'CONNECTION' | null;
  entities: SyncEntityState[];
}

const jobFields =
  'id status version percent requestsUsed waitsFor failure { code message } entities { type status fetched total inserted changed unchanged }';
const terminal = new Set(['COMPLETED', 'PARTIAL', 'FAILED', 'CANCELLED']);

/** A new person who signed up through the public graph: the start of the chain owner → firm → connection → job. */
export async function signUpOwner(urls: StackUrls, name = 'Grace Okonkwo'): Promise<Owner> {
  const email = `${randomUUID()}@example.test`;
  const { signUp } = await ask<{
    signUp: { ok: { sessionToken: string; user: { id: string } } | null; error: unknown };
  }>({
    url: graphUrl(urls),
    query: `mutation ($input: SignUpInput!) {
      signUp(input: $input) { ok { sessionToken user { id } } error { message } }
    }`,
    variables: { input: { email, password, name, timeZone: 'America/Vancouver', locale: 'en-CA' } },
  });
  const { sessionToken, user } = expectOk(signUp);
  return new Owner(urls, email, sessionToken, user.id);
}

/** The same person in another browser. */
export async function signInAgain(urls: StackUrls, email: string): Promise<Owner> {
  const { signIn } = await ask<{
    signIn: { ok: { sessionToken: string; user: { id: string } } | null; error: unknown };
  }>({
    url: graphUrl(urls),
    query:
      'mutation ($input: SignInInput!) { signIn(input: $input) { ok { sessionToken user { id } } error { message } } }',
    variables: { input: { email, password } },
  });
  const { sessionToken, user } = expectOk(signIn);
  return new Owner(urls, email, sessionToken, user.id);
}

export class Owner {
  readonly urls: StackUrls;
  readonly email: string;
  readonly sessionToken: string;
  readonly userId: string;

  constructor(urls: StackUrls, email: string, sessionToken: string, userId: string) {
    this.urls = urls;
    this.email = email;
    this.sessionToken = sessionToken;
    this.userId = userId;
  }

  /** A fresh access token, for a firm or for none. */
  async token(firmId?: string): Promise<string> {
    const { createAccessToken } = await ask<{
      createAccessToken: { ok: { accessToken: string } | null; error: unknown };
    }>({
      url: graphUrl(this.urls),
      query: `mutation ($input: CreateAccessTokenInput!) {
        createAccessToken(input: $input) { ok { accessToken } error { message } }
      }`,
      variables: { input: { sessionToken: this.sessionToken, firmId } },
    });
    return expectOk(createAccessToken).accessToken;
  }

  /** Ends every session of this person but this one, as the list of sessions in the account page does. */
  async endOtherSessions(): Promise<void> {
    const token = await this.token();
    const url = graphUrl(this.urls);
    const { me } = await ask<{ me: { sessions: { id: string; current: boolean }[] } }>({
      url,
      token,
      query: '{ me { sessions { id current } } }',
    });
    for (const { id } of me.sessions.filter(({ current }) => !current)) {
      await ask({
        url,
        token,
        query:
          'mutation ($input: RevokeSessionInput!) { revokeSession(input: $input) { ok { __typename } error { message } } }',
        variables: { input: { sessionId: id } },
      });
    }
  }

  async createFirm({
    name = 'Okonkwo Chambers',
    timeZone = 'America/Vancouver',
    currency = 'USD',
  } = {}): Promise<Firm> {
    const { createFirm } = await ask<{ createFirm: { ok: { firm: { id: string } } | null; error: unknown } }>({
      url: graphUrl(this.urls),
      token: await this.token(),
      query:
        'mutation ($input: CreateFirmInput!) { createFirm(input: $input) { ok { firm { id } } error { message } } }',
      variables: { input: { name, timeZone, currency, idempotencyKey: randomUUID() } },
    });
    return new Firm(this, expectOk(createFirm).firm.id);
  }
}

export class Firm {
  readonly owner: Owner;
  readonly id: string;
  private accessToken: { value: string; madeAt: number } | undefined;

  constructor(owner: Owner, id: string) {
    this.owner = owner;
    this.id = id;
  }

  async token(): Promise<string> {
    if (!this.accessToken || Date.now() - this.accessToken.madeAt > 300_000) {
      this.accessToken = { value: await this.owner.token(this.id), madeAt: Date.now() };
    }
    return this.accessToken.value;
  }

  async ask<Data>(query: string, variables?: Record<string, unknown>): Promise<Data> {
    return ask<Data>({ url: graphUrl(this.owner.urls), query, variables, token: await this.token() });
  }

  async call(query: string, variables?: Record<string, unknown>): Promise<GraphAnswer> {
    return call({ url: graphUrl(this.owner.urls), query, variables, token: await this.token() });
  }

  /** Begins connecting to Clio: where the browser is sent, and the nonce that the web server puts into a cookie. */
  async beginConnecting(region = 'US'): Promise<{ authorizationUrl: string; nonce: string }> {
    const { connectClio } = await this.ask<{
      connectClio: { ok: { authorizationUrl: string; nonce: string } | null; error: unknown };
    }>(
      `mutation ($input: ConnectClioInput!) {
        connectClio(input: $input) { ok { authorizationUrl nonce } error { message } }
      }`,
      { input: { region } },
    );
    return expectOk(connectClio);
  }

  /** Goes the whole OAuth way as a browser would, as this Clio user. Fails unless the product says that it is connected. */
  async connectClio({ login, region = 'US' }: { login: string; region?: string }): Promise<void> {
    const { authorizationUrl, nonce } = await this.beginConnecting(region);
    const callback = await decideInClio({ authorizationUrl, login, decision: 'approve' });
    const result = (await returnFromClio(callback, nonce)).searchParams.get('result');
    if (result !== 'connected') throw new Error(`Clio was not connected: ${result}`);
  }

  /** The firm's newest sync job. */
  async latestJob(): Promise<SyncJobState | null> {
    const { firm } = await this.ask<{ firm: { latestSyncJob: SyncJobState | null } }>(
      `{ firm { latestSyncJob { ${jobFields} } } }`,
    );
    return firm.latestSyncJob;
  }

  /** @param input fields of StartSyncInput, as GraphQL writes them. */
  async startSync(input = ''): Promise<SyncJobState> {
    const { startSync } = await this.ask<{ startSync: { ok: { job: SyncJobState } | null; error: unknown } }>(
      `mutation { startSync(input: {${input}}) { ok { job { ${jobFields} } } error { message } } }`,
    );
    return expectOk(startSync).job;
  }

  async job(id: string): Promise<SyncJobState | null> {
    const { syncJob } = await this.ask<{ syncJob: SyncJobState | null }>(
      `query ($id: ID!) { syncJob(id: $id) { ${jobFields} } }`,
      { id },
    );
    return syncJob;
  }

  /** Asks for the newest job until it satisfies the condition. Fails with the last state after the time allowed. */
  async jobUntil(condition: (job: SyncJobState) => boolean, timeoutMs = 120_000): Promise<SyncJobState> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const job = await this.latestJob();
      if (job && condition(job)) return job;
      if (Date.now() > deadline)
        throw new Error(`the job did not get there in ${timeoutMs} ms: ${JSON.stringify(job)}`);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }

  /** Asks for the content of a document and looks until it is there or has failed. */
  async documentContent(documentId: string, timeoutMs = 60_000): Promise<DocumentContentState> {
    const fields = 'state problem { code } link { url }';
    const { requestDocumentContent } = await this.ask<{
      requestDocumentContent: { ok: { content: DocumentContentState } | null; error: unknown };
    }>(
      `mutation ($input: RequestDocumentContentInput!) {
        requestDocumentContent(input: $input) { ok { content { ${fields} } } error { message } }
      }`,
      { input: { documentId } },
    );
    let { content } = expectOk(requestDocumentContent);
    for (const deadline = Date.now() + timeoutMs; content.state === 'PREPARING'; ) {
      if (Date.now() > deadline) throw new Error(`the content was not there in ${timeoutMs} ms`);
      await new Promise((resolve) => setTimeout(resolve, 250));
      const { documentContent } = await this.ask<{ documentContent: DocumentContentState }>(
        `query ($id: ID!) { documentContent(documentId: $id) { ${fields} } }`,
        { id: documentId },
      );
      content = documentContent;
    }
    return content;
  }

  jobUntilDone(timeoutMs?: number): Promise<SyncJobState> {
    return this.jobUntil((job) => terminal.has(job.status), timeoutMs);
  }
}

export interface DocumentContentState {
  state: string;
  problem: { code: string } | null;
  link: { url: string } | null;
}

/** Answers Clio's authorisation page as this user. Returns the callback that Clio redirects to. */
export async function decideInClio(choice: {
  authorizationUrl: string;
  login: string;
  decision: 'approve' | 'decline';
}): Promise<URL> {
  const url = new URL(choice.authorizationUrl);
  const form = new URLSearchParams(url.searchParams);
  form.set('login', choice.login);
  form.set('decision', choice.decision);
  url.search = '';
  const response = await fetch(url, { method: 'POST', body: form, redirect: 'manual' });
  const location = response.headers.get('location');
  if (!location) throw new Error(`Clio did not redirect: ${response.status} ${await response.text()}`);
  return new URL(location);
}

/** Follows the callback as the browser that holds this nonce. Returns where the product sends it. */
export async function returnFromClio(callback: URL, nonce: string | undefined): Promise<URL> {
  const response = await fetch(callback, {
    redirect: 'manual',
    headers: nonce ? { cookie: `__Host-clio-nonce=${nonce}` } : {},
  });
  const location = response.headers.get('location');
  if (!location) throw new Error(`the callback did not redirect: ${response.status} ${await response.text()}`);
  return new URL(location, callback);
}
