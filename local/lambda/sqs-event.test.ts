import { expect, test } from '@jest/globals';
import { handledMessageIds } from './sqs-event.ts';

const batch = ['a', 'b', 'c'];

test.each([
  ['no answer', undefined],
  ['null', null],
  ['an empty object', {}],
  ['an empty list of failures', { batchItemFailures: [] }],
  ['a list that is null', { batchItemFailures: null }],
])('%s is success for the whole batch', (_what, answer) => {
  expect(handledMessageIds(answer, batch)).toEqual(batch);
});

test('a record that is named as failed is not handled', () => {
  expect(handledMessageIds({ batchItemFailures: [{ itemIdentifier: 'b' }] }, batch)).toEqual(['a', 'c']);
});

test.each([
  ['an identifier that is not in the batch', { batchItemFailures: [{ itemIdentifier: 'x' }] }],
  ['an empty identifier', { batchItemFailures: [{ itemIdentifier: '' }] }],
  ['a null identifier', { batchItemFailures: [{ itemIdentifier: null }] }],
  ['a wrong key', { batchItemFailures: [{ id: 'a' }] }],
  ['something that is no list', { batchItemFailures: 'a' }],
])('%s fails the whole batch', (_what, answer) => {
  expect(handledMessageIds(answer, batch)).toEqual([]);
});
