import { afterEach, beforeEach, expect } from '@jest/globals';
import { SteppedClock } from '../clock.ts';
import { accountOf, ConnectedClient, control, truth } from '../connected-client.ts';
import { type ClioSimulator, createClioSimulator } from '../simulator.ts';
import { HookReceiver } from './hook-receiver.ts';

export const day = 86_400;
export const start = Date.parse('2026-03-02T12:00:00Z');

export let simulator: ClioSimulator;
export let receiver: HookReceiver;
export let client: ConnectedClient;
export let account: number;
/** A simulator whose clock stands still and a receiver, new for each test. */
export function hookedSimulator(): void {
  beforeEach(async () => {
    const clock = new SteppedClock(() => start);
    simulator = await createClioSimulator({ size: 300, rateLimit: 0, clock, webhookLoopbackHttp: true });
    receiver = await HookReceiver.listen();
    client = await ConnectedClient.connect(simulator);
    account = accountOf(simulator, 'Hartwell & Lowe LLP');
  });
  afterEach(async () => {
    await simulator.close();
    await receiver[Symbol.asyncDispose]();
  });
}

export const allFields =
  'id,etag,url,model,fields,events,status,shared_secret,expires_at,created_at,updated_at,user{id}';

export interface Webhook {
  id: number;
  etag: string;
  status: string;
  shared_secret: string;
  expires_at: string;
  events: string[];
}

export async function dataOf(response: Response, status: number): Promise<Webhook> {
  const text = await response.text();
  if (response.status !== status) throw new Error(`Expected ${status}, got ${response.status} ${text}`);
  return JSON.parse(text).data;
}

export async function create(data: Readonly<Record<string, unknown>> = {}): Promise<Webhook> {
  const whole = { url: receiver.url, model: 'matter', fields: 'id,etag,description', ...data };
  return dataOf(await client.send('POST', `webhooks.json?fields=${allFields}`, whole), 201);
}

export async function read(id: number): Promise<Webhook> {
  return dataOf(await client.get(`webhooks/${id}.json?fields=${allFields}`), 200);
}

export async function untilStatus(id: number, status: string): Promise<Webhook> {
  for (;;) {
    // What changes a status is an attempt to reach the receiver, or a call that is answered before this one is made.
    const { last } = simulator.deliveries;
    const webhook = await read(id);
    if (webhook.status === status) return webhook;
    if (!(await simulator.deliveries.wait({ since: last }))) throw new Error(`The webhook stayed ${webhook.status}`);
  }
}

export async function enabled(data: Readonly<Record<string, unknown>> = {}): Promise<Webhook> {
  const { id } = await create(data);
  return untilStatus(id, 'enabled');
}

export async function edit(resource: string, patch: Readonly<Record<string, unknown>>, index = 0): Promise<number> {
  const record = (await truth(simulator, account, resource))[index];
  const id = Number(record?.['id']);
  const answer = await control(simulator, `records/${account}/${resource}/${id}`, { patch });
  expect(answer.status).toBe(200);
  return id;
}
