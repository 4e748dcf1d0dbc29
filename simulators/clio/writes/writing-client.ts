import { afterAll, beforeAll } from '@jest/globals';
import { accountOf, ConnectedClient, truth } from '../connected-client.ts';
import type { Firm } from '../firm/firm.ts';
import { type ClioSimulator, createClioSimulator } from '../simulator.ts';

export type Json = Record<string, unknown>;

export let simulator: ClioSimulator;
export let client: ConnectedClient;
export let account: number;
/** One firm for all tests of a file; each of them looks for records that suit it. */
export function writingSimulator(): void {
  beforeAll(async () => {
    simulator = await createClioSimulator({ size: 2_500, rateLimit: 0, referenceDate: '2026-03-02' });
    client = await ConnectedClient.connect(simulator);
    account = accountOf(simulator, 'Hartwell & Lowe LLP');
  });
  afterAll(() => simulator.close());
}

async function answered(response: Response): Promise<{ status: number; data: Json; message: string }> {
  const text = await response.text();
  const body = text === '' ? {} : JSON.parse(text);
  return { status: response.status, data: body.data, message: body.error?.message ?? '' };
}

export const post = async (collection: string, data: unknown, fields = 'id,etag') =>
  answered(await client.send('POST', `${collection}.json?fields=${encodeURIComponent(fields)}`, data));
export const patch = async (path: string, data: unknown, fields = 'id,etag', headers: Record<string, string> = {}) =>
  answered(await client.send('PATCH', `${path}.json?fields=${encodeURIComponent(fields)}`, data, headers));
export const remove = async (path: string) => (await client.send('DELETE', `${path}.json`)).status;
export const read = async (path: string, fields: string) =>
  answered(await client.get(`${path}.json?fields=${encodeURIComponent(fields)}`));

export async function one(
  resource: string,
  wanted: (record: Json) => boolean = () => true,
): Promise<Json & { id: number }> {
  const found = (await truth(simulator, account, resource)).find(wanted);
  if (!found) throw new Error(`No such record among ${resource}`);
  return { ...found, id: Number(found['id']) };
}

export function firm(): Firm {
  const found = simulator.world.firm(account);
  if (!found) throw new Error('The first firm is gone');
  return found;
}

export const isOpen = ({ status }: Json) => status === 'Open';
export const idIn = (record: Json | undefined, name: string) => (record?.[name] as { id: number } | null)?.id ?? 0;
