import { expect, test } from '@jest/globals';
import { newId } from '@smarterfirms/platform/ids';
import { ClioRefused } from './clio-error.ts';
import { createOfferedFields } from './offered-fields.ts';

const firmId = newId('firm');
const asked = 'https://app.clio.com/api/v4/matters.json?fields=id%2Cetag%2Clocation%2Cclient%7Bid%2Cname%7D&limit=200';
const fieldsOf = (url: string) => new URL(url).searchParams.get('fields');
const refusal = (message: string, status = 400) => new ClioRefused(message, { status, type: 'InvalidFields' });

test.each([
  ['location is not a valid field of Matter', 'id,etag,client{id,name}', ['location']],
  ["The fields 'name' are unknown; see the location of our documentation", 'id,etag,location,client{id}', ['name']],
  ['client cannot be shown', 'id,etag,location', ['client']],
])('what a refusal names is left out from then on: %s', (message, fields, without) => {
  const offered = createOfferedFields();
  expect(offered.learn(firmId, asked, refusal(message))).toBe(true);
  const { url, ...rest } = offered.within(firmId, asked);
  expect(fieldsOf(url)).toBe(fields);
  expect(rest).toEqual({ without });
  // Refused once more although it was not asked for, it is no news: nothing is asked for ever.
  expect(offered.learn(firmId, url, refusal(message))).toBe(false);
});

test('another firm, another list and a link of Clio to its next page are left as they are', () => {
  const offered = createOfferedFields();
  offered.learn(firmId, asked, refusal('location is not a valid field'));
  const next = `${asked}&page_token=abc`;
  const bills = asked.replace('matters', 'bills');
  expect(offered.within(firmId, next).url).toBe(next);
  expect(offered.within(firmId, bills).url).toBe(bills);
  expect(offered.within(newId('firm'), asked).url).toBe(asked);
});

test('what cannot be left out, what names no field and what is no 400 teaches nothing', () => {
  const offered = createOfferedFields();
  expect(offered.learn(firmId, asked, refusal('etag and id are not valid'))).toBe(false);
  expect(offered.learn(firmId, asked, refusal('order is not valid'))).toBe(false);
  expect(offered.learn(firmId, asked, refusal('location is forbidden', 403))).toBe(false);
  expect(offered.within(firmId, asked)).toEqual({ url: asked, without: [] });
});

test('a field is asked for again after an hour', () => {
  let now = 0;
  const offered = createOfferedFields(() => now);
  offered.learn(firmId, asked, refusal('location is not a valid field'));
  now = 3_600_000;
  expect(offered.within(firmId, asked).url).toBe(asked);
  expect(offered.learn(firmId, asked, refusal('location is not a valid field'))).toBe(true);
});
