import { expect, test } from '@jest/globals';
import { dueKind, isNight } from './sync-schedule.ts';

const connection = {
  region: 'US',
  connectedAt: '2026-03-01T10:00:00.000Z',
  lastSyncedAt: '2026-03-01T11:00:00.000Z',
} as const;
const latest = { startedAt: '2026-03-01T10:00:01.000Z' };
/** 00:30 in Los Angeles. */
const night = new Date('2026-03-05T08:30:00Z');
const day = new Date('2026-03-05T20:00:00Z');

test.each([
  ['US', '2026-03-05T07:00:00Z', true],
  ['US', '2026-03-05T11:00:00Z', false],
  ['US', '2026-07-05T06:00:00Z', true],
  ['CA', '2026-03-05T20:00:00Z', false],
  ['EU', '2026-03-05T02:59:00Z', true],
  ['EU', '2026-03-05T03:00:00Z', false],
  ['AU', '2026-03-05T12:30:00Z', true],
  ['AU', '2026-03-05T20:00:00Z', false],
] as const)('in %s it is night at %s: %s', (region, at, expected) => {
  expect(isNight(region, new Date(at))).toBe(expected);
});

test('a first sync that is missing is begun, however often connecting failed to', () => {
  const fresh = { region: 'US', connectedAt: connection.connectedAt } as const;
  expect(dueKind(fresh, undefined, day)).toBe('FULL');
  expect(dueKind(fresh, { startedAt: '2026-02-01T00:00:00.000Z' }, day)).toBe('FULL');
  // One that failed is completed by those that follow, which walk what was never complete.
  expect(dueKind(fresh, latest, day)).toBe('INCREMENTAL');
});

test('everything is compared once a night, and only changes are asked for otherwise', () => {
  expect(dueKind(connection, latest, day)).toBe('INCREMENTAL');
  expect(dueKind(connection, latest, night)).toBe('RECONCILING');
  expect(dueKind({ ...connection, reconciledAt: '2026-03-05T07:10:00.000Z' }, latest, night)).toBe('INCREMENTAL');
  expect(dueKind({ ...connection, reconciledAt: '2026-03-04T10:50:00.000Z' }, latest, night)).toBe('RECONCILING');
  // Also where one type has failed in every sync, so that none ever brought the whole copy up to date.
  const neverWhole = { region: 'US', connectedAt: connection.connectedAt } as const;
  expect(dueKind(neverWhole, latest, night)).toBe('RECONCILING');
  expect(
    dueKind(
      { ...neverWhole, connectedAt: '2026-03-05T05:00:00.000Z' },
      { startedAt: '2026-03-05T05:00:01.000Z' },
      night,
    ),
  ).toBe('INCREMENTAL');
});
