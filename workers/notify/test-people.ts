import { type DomainEvent, type EventPayload, newEvent } from '@smarterfirms/platform/events';
import { type FirmId, newId, type UserId } from '@smarterfirms/platform/ids';

export interface TestPerson {
  userId: UserId;
  email: string;
  registered: DomainEvent;
}

export function newPerson(name: string, { timeZone = 'America/New_York', locale = 'en-US' } = {}): TestPerson {
  const userId = newId('user');
  const email = `${name.split(' ')[0]?.toLowerCase()}-${userId.slice(-6)}@example.test`;
  return { userId, email, registered: newEvent('user.registered', { userId, email, name, timeZone, locale }) };
}

export interface TestFirm {
  firmId: FirmId;
  created: DomainEvent;
  granted(person: TestPerson, role: EventPayload<'membership.granted'>['role']): DomainEvent;
  syncCompleted(changes?: Partial<EventPayload<'sync.completed'>>): DomainEvent;
  syncFailed(message: string): DomainEvent;
  syncStale(...types: string[]): DomainEvent;
  needsAttention(reason: string): DomainEvent;
}

/** A firm of this owner, and the events that tell of it. */
export function newFirm(name: string, owner: TestPerson): TestFirm {
  const firmId = newId('firm');
  return {
    firmId,
    created: newEvent('firm.created', {
      firmId,
      name,
      timeZone: 'America/Chicago',
      currency: 'USD',
      ownerUserId: owner.userId,
    }),
    granted: (person, role) =>
      newEvent('membership.granted', { membershipId: newId('membership'), firmId, userId: person.userId, role }),
    syncCompleted: (changes = {}) =>
      newEvent('sync.completed', {
        firmId,
        jobId: newId('syncJob'),
        kind: 'FULL',
        startedAt: '2026-03-02T23:01:00.000Z',
        finishedAt: '2026-03-02T23:03:07.000Z',
        entities: [
          { type: 'USERS', fetched: 12, inserted: 12, changed: 0, unchanged: 0 },
          { type: 'MATTERS', fetched: 1432, inserted: 1400, changed: 20, unchanged: 12 },
        ],
        ...changes,
      }),
    syncFailed: (message) =>
      newEvent('sync.failed', { firmId, jobId: newId('syncJob'), code: 'CLIO_UNAVAILABLE', message }),
    /** Of activities it says that they never came completely. */
    syncStale: (...types) =>
      newEvent('sync.stale', {
        firmId,
        intervalMinutes: 15,
        entities: types.map((type) => (type === 'ACTIVITIES' ? { type } : { type, asOf: '2026-03-02T23:01:00.000Z' })),
      }),
    needsAttention: (reason) => newEvent('connection.needs_attention', { firmId, reason }),
  };
}
