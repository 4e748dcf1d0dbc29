import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { SteppedClock } from '../clock.ts';
import { ConnectedClient, control, truth } from '../connected-client.ts';
import { type Firm, resourceNames, tableOf } from '../firm/firm.ts';
import type { Row } from '../firm/rows.ts';
import { resources } from '../resources/catalogue.ts';
import { readWith } from '../resources/shape.ts';
import { type ClioSimulator, createClioSimulator } from '../simulator.ts';
import { HookReceiver } from '../webhooks/hook-receiver.ts';
import { ledgerFaults } from '../writes/ledger-faults.ts';
import { happeningNames, type LifeEvent } from './life.ts';

type Change = { sequence: number; resource: string; id: number; event: string };

const start = Date.parse('2026-03-02T18:00:00Z');

async function simulate(options: Parameters<typeof createClioSimulator>[0] = {}): Promise<ClioSimulator> {
  const clock = new SteppedClock(() => start);
  return createClioSimulator({ size: 600, rateLimit: 0, clock, webhookLoopbackHttp: true, ...options });
}

let simulator: ClioSimulator;

/** A firm of its own for each test of a group. */
function afresh(): void {
  beforeEach(async () => {
    simulator = await simulate();
  });
  afterEach(() => simulator.close());
}

async function live(body: unknown, at = simulator): Promise<LifeEvent[]> {
  const answer = await control(at, 'life', body);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body['happened'] as LifeEvent[];
}

async function changes(at = simulator): Promise<Change[]> {
  return (await control(at, 'changes', undefined, 'GET')).body['changes'] as Change[];
}

function firstFirm(at = simulator): Firm {
  const [firm] = at.world.firms;
  if (!firm) throw new Error('Expected at least one firm');
  return firm;
}

/** Relations that lead to a record which is not in its table any more. */
function danglingRelations(firm: Firm): string[] {
  const found: string[] = [];
  for (const name of resourceNames) {
    for (const [field, { read, shape }] of resources[name].shape.relations) {
      const target = Object.values(resources).find((resource) => resource.shape === shape());
      if (!target) continue;
      for (const row of tableOf(firm, name).rows) {
        const related = [readWith(read, row, field)].flat() as (Row | null | undefined)[];
        for (const other of related) {
          if (other && tableOf(firm, target.name).find(other.id) !== other) found.push(`${name} ${row.id} ${field}`);
        }
      }
    }
  }
  return found;
}

const ofPermission = ['permission_lost', 'permission_returned'];

describe('on request', () => {
  beforeAll(async () => {
    simulator = await simulate();
  });
  afterAll(() => simulator.close());

  test.each(happeningNames.filter((name) => !ofPermission.includes(name)))(
    '%s happens on request, and the change log has the record it happened to',
    async (name) => {
      const [event] = await live({ events: [name] });
      expect(event).toMatchObject({ name, accountId: firstFirm().account.id });
      expect(await changes()).toContainEqual(expect.objectContaining({ resource: event?.resource, id: event?.id }));
      expect(ledgerFaults(firstFirm())).toEqual([]);
    },
  );
});

describe('after a thousand things have happened', () => {
  afresh();

  test('all money adds up and no record leads to one that is gone', async () => {
    const happened = await live({ count: 1000 });
    expect(happened).toHaveLength(1000);
    expect(new Set(happened.map(({ name }) => name)).size).toBeGreaterThan(25);
    expect(ledgerFaults(firstFirm())).toEqual([]);
    expect(danglingRelations(firstFirm())).toEqual([]);
    for (const name of resourceNames) {
      const ids = tableOf(firstFirm(), name).rows.map(({ id }) => id);
      expect(ids).toEqual([...ids].sort((left, right) => left - right));
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  test('the same seed has had the same life, another seed another one', async () => {
    await using twin = await simulate();
    await using stranger = await simulate({ seed: 'another' });
    const lives = [simulator, twin, stranger];
    const [own, same, other] = await Promise.all(lives.map((at) => live({ count: 300 }, at)));
    expect(same).toEqual(own);
    expect(await changes(twin)).toEqual(await changes());
    expect(other).not.toEqual(own);
  });

  test('a client that asks for what changed since has what the firm has, but for what is gone', async () => {
    const client = await ConnectedClient.connect(simulator);
    const account = firstFirm().account.id;
    const fields = 'fields=id,etag';
    for (const resource of ['matters', 'activities', 'contacts', 'bills', 'tasks', 'allocations'] as const) {
      const copy = new Map((await client.all(`${resource}?${fields}`)).map((record) => [record['id'], record]));
      const { body } = await control(simulator, 'changes', undefined, 'GET');
      await live({ count: 150 });
      const since = encodeURIComponent(new Date(start - 1000).toISOString());
      for (const record of await client.all(`${resource}?${fields}&updated_since=${since}`)) {
        copy.set(record['id'], record);
      }
      const later = (await control(simulator, `changes?since=${body['last']}`, undefined, 'GET')).body['changes'];
      for (const { event, id, ...change } of later as Change[]) {
        if (event === 'deleted' && change.resource === resource) copy.delete(id);
      }
      const held = (await truth(simulator, account, resource, 'id,etag')).map((record) => record['etag']);
      expect([...copy.values()].map((record) => record['etag']).sort()).toEqual(held.sort());
    }
  });
});

describe('at a rate', () => {
  afresh();

  test('things happen by the clock at the firms that let an application in, until the rate is nought', async () => {
    await ConnectedClient.connect(simulator);
    await live({ perMinute: 2 });
    simulator.clock.advance(60);
    const after = await changes();
    expect(after.length).toBeGreaterThan(0);
    expect(new Set(after.map((change) => (change as Change & { accountId: number }).accountId))).toEqual(
      new Set([firstFirm().account.id]),
    );
    await live({ perMinute: 0 });
    simulator.clock.advance(600);
    expect(await changes()).toEqual(after);
  });

  test('nothing happens by itself unless it is asked for, nor where nobody looks on', async () => {
    await ConnectedClient.connect(simulator);
    simulator.clock.advance(3600);
    expect(await changes()).toEqual([]);
    await using other = await simulate({ lifePerMinute: 10 });
    other.clock.advance(600);
    expect(await changes(other)).toEqual([]);
    await ConnectedClient.connect(other);
    other.clock.advance(600);
    expect((await changes(other)).length).toBeGreaterThan(50);
  });
});

describe('what lookers-on notice', () => {
  afresh();

  test('the webhooks of a firm are told of its life', async () => {
    await using receiver = await HookReceiver.listen();
    const client = await ConnectedClient.connect(simulator);
    for (const model of ['matter', 'activity', 'bill', 'contact', 'task', 'calendar_entry', 'communication']) {
      const made = await client.send('POST', 'webhooks', { url: receiver.url, model, fields: 'id,etag' });
      expect(made.status).toBe(201);
    }
    expect(await simulator.deliveries.wait({ count: 7 })).toHaveLength(7);
    const { data } = await client.list('webhooks?fields=status');
    expect(new Set(data.map(({ status }) => status))).toEqual(new Set(['enabled']));
    await live({ count: 100 });
    const watched = ['matters', 'activities', 'bills', 'contacts', 'tasks', 'calendar_entries', 'communications'];
    const told = (await changes()).filter(({ resource }) => watched.includes(resource));
    const deliveries = await receiver.until(() => {
      const plain = receiver.deliveries.filter(({ body }) => !body.meta?.event.startsWith('matter_'));
      return plain.length >= told.length ? plain : undefined;
    });
    const key = (event: string | undefined, id: unknown) => `${event} ${id}`;
    expect(deliveries.map(({ body }) => key(body.meta?.event, body.data['id'])).sort()).toEqual(
      told.map(({ event, id }) => key(event, id)).sort(),
    );
  });

  test('whoever let the application in loses a permission, and gets it back', async () => {
    const client = await ConnectedClient.connect(simulator);
    const statuses = async () => {
      const paths = ['bills', 'bank_accounts', 'activities', 'matters'];
      return Promise.all(paths.map(async (path) => (await client.get(path)).status));
    };
    expect(new Set(await statuses())).toEqual(new Set([200]));
    expect(await live({ events: Array.from({ length: 12 }, () => 'permission_lost') })).toHaveLength(12);
    expect(await statuses()).toContain(403);
    await live({ events: ['permission_returned'] });
    expect(new Set(await statuses())).toEqual(new Set([200]));
    expect(await changes()).toEqual([]);
  });

  test('people leave, but not the owner and not whoever let the application in', async () => {
    await ConnectedClient.connect(simulator);
    const left = await live({ events: Array.from({ length: 60 }, () => 'person_left') });
    const people = await truth(simulator, firstFirm().account.id, 'users', 'id,enabled,account_owner');
    for (const { id } of left) expect(people.find((person) => person['id'] === id)?.['enabled']).toBe(false);
    expect(left.length).toBeGreaterThan(0);
    expect(people.filter(({ enabled }) => enabled).length).toBeGreaterThanOrEqual(3);
    expect(people.find(({ account_owner }) => account_owner)?.['enabled']).toBe(true);
  });

  test.each([
    [{ count: -1 }, 400],
    [{ perMinute: 'often' }, 400],
    [{ events: ['earthquake'] }, 400],
    [{ count: 1, accountId: 1 }, 404],
  ])('%j is refused', async (body, status) => {
    expect((await control(simulator, 'life', body)).status).toBe(status);
  });
});
