import { expect, test } from '@jest/globals';
import { entityNames, jobName } from './sync-words.ts';

const every = Object.keys(entityNames).map((type) => ({ type: type as keyof typeof entityNames }));

test('a sync of one or two kinds of records is called by them, one of many by what it does', () => {
  expect(jobName({ kind: 'FULL', entities: [{ type: 'MATTERS' }] })).toBe('Full sync of matters');
  expect(jobName({ kind: 'RECONCILING', entities: [{ type: 'MATTER_NOTES' }, { type: 'CONTACT_NOTES' }] })).toBe(
    'Reconciliation of notes on matters and notes on contacts',
  );
  expect(jobName({ kind: 'FULL', entities: every })).toBe('Full sync');
  expect(jobName({ kind: 'INCREMENTAL', entities: [] })).toBe('Update');
});
