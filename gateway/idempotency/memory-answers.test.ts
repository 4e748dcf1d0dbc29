import { expect, test } from '@jest/globals';
import type { KeptAnswers } from './kept-answers.ts';
import { createMemoryAnswers } from './memory-answers.ts';

const client = 'client';
const dayMs = 24 * 60 * 60 * 1_000;

async function begin(answers: KeptAnswers, key: string, whose = client) {
  const begun = await answers.begin({ client: whose, key }, '');
  if (begun.kind !== 'new') throw new Error(begun.kind);
  return begun;
}
const kindOf = async (answers: KeptAnswers, key: string, whose = client) =>
  (await answers.begin({ client: whose, key }, '')).kind;

test('an answer is kept for a day', async () => {
  let now = 0;
  const answers = createMemoryAnswers(() => now);
  await (await begin(answers, 'key')).keep('answer');
  now += dayMs - 1;
  expect(await kindOf(answers, 'key')).toBe('done');
  now += 1;
  expect(await kindOf(answers, 'key')).toBe('new');
});

test('a client with very many keys pushes out its own oldest, and nobody else’s', async () => {
  const answers = createMemoryAnswers();
  await (await begin(answers, 'quiet', 'another')).keep('answer');
  const open = await begin(answers, 'under way');
  for (let at = 0; at < 12_000; at += 1) await (await begin(answers, String(at))).keep('answer');
  expect(await kindOf(answers, 'quiet', 'another')).toBe('done');
  expect(await kindOf(answers, '11999')).toBe('done');
  expect(await kindOf(answers, 'under way')).toBe('under-way');
  await open.keep('answer');
  expect(await kindOf(answers, '0')).toBe('new');
});

test('so does one with long answers', async () => {
  const answers = createMemoryAnswers();
  await (await begin(answers, 'quiet', 'another')).keep('answer');
  // One string: it is the length that counts here.
  const long = 'x'.repeat(10_000_000);
  for (const key of ['1', '2', '3', '4', '5']) await (await begin(answers, key)).keep(long);
  expect(await kindOf(answers, 'quiet', 'another')).toBe('done');
  for (const key of ['2', '3', '4', '5']) expect(await kindOf(answers, key)).toBe('done');
  expect(await kindOf(answers, '1')).toBe('new');
});

test('what is forgotten or older than a day takes no room', async () => {
  let now = 0;
  const answers = createMemoryAnswers(() => now);
  const long = 'x'.repeat(10_000_000);
  for (const key of ['1', '2', '3', '4', '5']) await (await begin(answers, key, key)).keep(long);
  now += dayMs;
  await (await begin(answers, '6')).forget();
  for (const key of ['1', '2', '3', '4', '5']) await (await begin(answers, key)).keep(long);
  for (const key of ['1', '2', '3', '4', '5']) expect(await kindOf(answers, key)).toBe('done');
  expect(await kindOf(answers, '6')).toBe('new');
});
