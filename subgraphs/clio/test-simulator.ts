import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { authorizationUrl, exchangeCode } from './api/clio-oauth.ts';
import type { ClioHosts } from './connection/clio-settings.ts';

export interface SimulatedFirm {
  accountId: number;
  name: string;
  region: string;
  counts: Record<string, number>;
  logins: { email: string; owner: boolean }[];
}

export interface SimulatedRequest {
  /** ISO 8601, by the simulator's clock. */
  at: string;
  method: string;
  path: string;
  query: string;
  status: number;
}

export interface SimulatedDelivery {
  webhookId: number;
  event: string;
  recordId: number | null;
  attempt: number;
  status: number;
  outcome: string;
}

export interface TestSimulator {
  hosts: ClioHosts;
  clientId: string;
  clientSecret: string;
  firms: SimulatedFirm[];
  /** A person decides on the approval page. @returns where Clio redirects the browser to. */
  decide(authorizationUrl: string, decision: 'approve' | 'decline', login?: string): Promise<URL>;
  /** Tokens as approving gives them: for the account of the login, or the first firm's. */
  grant(
    redirectUri: string,
    login?: string,
  ): Promise<{ accessToken: string; refreshToken: string; expiresAtMs: number }>;
  /** What the firm's account holds, by Clio's id. `fields` as Clio takes it. */
  records(accountId: number, resource: string, fields: string): Promise<Map<string, unknown>>;
  /** Every request to Clio so far, without those to the control door. */
  requests(): Promise<SimulatedRequest[]>;
  control(action: string, body: Record<string, unknown>): Promise<void>;
  /** Every attempt of the simulator to reach a webhook's receiver, handshakes too. */
  deliveries(): Promise<SimulatedDelivery[]>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * The Clio simulator in a process of its own, with the default small firms.
 *
 * @param settings environment variables of the simulator, for example `CLIO_SIM_RATE_LIMIT`; without it there is no limit.
 */
export async function startTestSimulator(settings: Record<string, string> = {}): Promise<TestSimulator> {
  // Beside the sources in a test of this package, in dist for a test of another one.
  const packageRoot = import.meta.dirname.replace(/\/dist$/, '');
  const entry = join(packageRoot, '../../simulators/dist/clio/server.js');
  if (!existsSync(entry)) throw new Error(`${entry} is missing: build the simulators first (npx tsc -b simulators)`);
  const credentials = { clientId: 'test-client', clientSecret: 'test-secret' };
  const child = spawn(process.execPath, [entry], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PORT: '0',
      CLIO_SIM_CLIENT_ID: credentials.clientId,
      CLIO_SIM_CLIENT_SECRET: credentials.clientSecret,
      CLIO_SIM_RATE_LIMIT: '0',
      CLIO_SIM_SEED: 'test',
      ...settings,
    },
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const { url } = await firstLine(child.stdout);

  const get = async (path: string) => {
    const response = await fetch(`${url}/_control/${path}`);
    if (!response.ok) throw new Error(`the simulator answered ${response.status} to ${path}: ${await response.text()}`);
    return response;
  };
  const { firms } = (await (await get('firms')).json()) as { firms: SimulatedFirm[] };
  const decide: TestSimulator['decide'] = async (address, decision, login = firms[0]?.logins[0]?.email ?? '') => {
    const page = new URL(address);
    const form = new URLSearchParams([...page.searchParams, ['login', login], ['decision', decision]]);
    const response = await fetch(`${page.origin}${page.pathname}`, { method: 'POST', body: form, redirect: 'manual' });
    const location = response.headers.get('location');
    if (!location) throw new Error(`no redirect: ${response.status} ${await response.text()}`);
    return new URL(location);
  };
  return {
    ...credentials,
    decide,
    async grant(redirectUri, login) {
      const application = { ...credentials, redirectUri };
      const back = await decide(authorizationUrl(`${url}/us`, application, 'state'), 'approve', login);
      const tokens = await exchangeCode(`${url}/us`, application, back.searchParams.get('code') ?? '');
      if (!tokens.refreshToken) throw new Error('the simulator gave no refresh token');
      return { ...tokens, refreshToken: tokens.refreshToken };
    },
    hosts: { US: `${url}/us`, CA: `${url}/ca`, EU: `${url}/eu`, AU: `${url}/au` },
    firms,
    async records(accountId, resource, fields) {
      const query = new URLSearchParams({ fields });
      const text = await (await get(`accounts/${accountId}/${resource}?${query}`)).text();
      const rows = text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as { id: number | string });
      return new Map(rows.map((row) => [String(row.id), row]));
    },
    async requests() {
      const { requests } = (await (await get('requests')).json()) as { requests: SimulatedRequest[] };
      return requests;
    },
    async deliveries() {
      const { deliveries } = (await (await get('webhook-deliveries')).json()) as { deliveries: SimulatedDelivery[] };
      return deliveries;
    },
    async control(action, body) {
      const response = await fetch(`${url}/_control/${action}`, { method: 'POST', body: JSON.stringify(body) });
      if (!response.ok) throw new Error(`the simulator answered ${response.status}: ${await response.text()}`);
    },
    async [Symbol.asyncDispose]() {
      child.kill();
      await exited;
    },
  };
}

async function firstLine(output: NodeJS.ReadableStream): Promise<{ url: string }> {
  for await (const line of createInterface({ input: output })) return JSON.parse(line) as { url: string };
  throw new Error('the simulator ended before it listened');
}
