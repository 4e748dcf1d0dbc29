import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ClioSimulator } from '../simulator.ts';
import { Clio, type SimulatorSide } from './clio.ts';
import { requirements } from './list.ts';
import { sideOf, signedIn, startSimulator } from './own-simulator.ts';
import type { Requirement } from './requirement.ts';
import { verdictOn } from './verdict.ts';
import { type Original, uselessServer, wrongServer } from './wrong-server.ts';

let simulator: ClioSimulator;
let side: SimulatorSide;
beforeAll(async () => {
  simulator = await startSimulator();
  side = sideOf(simulator);
});
afterAll(() => simulator.close());

const named = (id: string): Requirement => {
  const found = requirements.find((requirement) => requirement.id === id);
  if (!found) throw new Error(`There is no ${id}`);
  return found;
};

async function outcomeBehind(id: string, spoil: Parameters<typeof wrongServer>[1]) {
  await using server = await wrongServer(simulator.hosts.us, spoil);
  const { token } = await signedIn(side, simulator.hosts.us);
  return (await verdictOn(named(id), new Clio(server.origin, token, sideOf(simulator, server.origin)))).outcome;
}

const inJson =
  (pattern: RegExp, replacement: string) =>
  ({ body }: Original): Partial<Original> => ({ body: body.replaceAll(pattern, replacement) });
const without =
  (name: string) =>
  ({ headers }: Original): Partial<Original> => ({
    headers: Object.fromEntries(Object.entries(headers).filter(([known]) => known !== name)),
  });

/** A server that is wrong in one thing, and the requirement that says so. */
const mistakes: readonly [
  id: string,
  mistake: string,
  spoil: (original: Original, path: string) => Partial<Original>,
][] = [
  ['AUTH-01', 'the error is a text', inJson(/\{"error":\{.*\}\}/g, '{"error":"UnauthorizedError"}')],
  ['AUTH-03', 'the other body is an object too', inJson(/"invalid_token"/g, '{"type":"invalid_token"}')],
  ['AUTH-04', 'no WWW-Authenticate', without('www-authenticate')],
  [
    'AUTH-05',
    'rate headers on a 401',
    ({ headers, status }) => (status === 401 ? { headers: { ...headers, 'x-ratelimit-limit': '50' } } : {}),
  ],
  [
    'AUTH-08',
    'JSON from the firewall',
    ({ headers }) => ({ headers: { ...headers, 'content-type': 'application/json' } }),
  ],
  ['AUTH-10', 'OPTIONS is answered', ({ status }) => (status === 404 ? { status: 204 } : {})],
  ['RATE-01', 'no X-RateLimit-Reset', without('x-ratelimit-reset')],
  [
    'RATE-03',
    'Reset in milliseconds',
    ({ headers }) => ({ headers: { ...headers, 'x-ratelimit-reset': `${headers['x-ratelimit-reset']}000` } }),
  ],
  ['RATE-04', 'no Retry-After', without('retry-after')],
  [
    'PAGE-02',
    'the limit is ignored',
    (_, path) =>
      path.includes('limit=1') ? { body: '{"data":[{"id":1},{"id":2}],"meta":{"paging":{"next":"http://x/"}}}' } : {},
  ],
  ['PAGE-03', 'next is a path', inJson(/http:\/\/[^/"]+(?=\/api)/g, '')],
  ['PAGE-05', 'previous on the first page', inJson(/"paging":\{/g, '"paging":{"previous":"http://x/",')],
  ['PAGE-07', 'next on the last page', inJson(/"paging":\{\}/g, '"paging":{"next":"http://x/"}')],
  ['PAGE-09', 'a token that was made up is taken', ({ status }) => (status === 422 ? { status: 200 } : {})],
  ['PAGE-14', 'no ceiling', ({ status }) => (status === 422 ? { status: 200 } : {})],
  ['FIELD-01', 'more than id and etag', inJson(/\{"id"/g, '{"name":"x","id"')],
  ['FIELD-04', 'a whole relation without braces', inJson(/"client":\{/g, '"client":{"name":"x",')],
  ['FIELD-06', 'two levels are opened', ({ status }) => (status === 400 ? { status: 200 } : {})],
  ['FIELD-07', 'the field is not named', inJson(/colour/g, 'something')],
  ['FIELD-13', 'an etag instead of the number', inJson(/"version_number":\d+/g, '"etag":"x"')],
  ['FILTER-06', 'every status', inJson(/"status":"Open"/g, '"status":"Closed"')],
  ['FILTER-08', 'any word is taken', ({ status }) => (status === 400 ? { status: 200 } : {})],
  ['VERSION-01', 'no echo', without('x-api-version')],
  ['VERSION-03', '400 instead of 410', ({ status }) => (status === 410 ? { status: 400 } : {})],
  ['ETAG-02', 'etags without quotes', inJson(/"\\"([0-9a-f]+)\\""/g, '"$1"')],
  ['ETAG-04', '200 instead of 304', ({ status }) => (status === 304 ? { status: 200 } : {})],
  ['ETAG-07', 'a stale etag is taken', ({ status }) => (status === 412 ? { status: 200 } : {})],
  ['DATA-02', 'numbers for calendar entries', inJson(/"id":"(\d+)"/g, '"id":$1')],
  ['DATA-03', 'timestamps in Z', inJson(/[+-]\d{2}:\d{2}"/g, 'Z"')],
  ['DATA-04', 'money as text', inJson(/"total":([\d.]+)/g, '"total":"$1"')],
  ['DATA-05', 'priorities as the document spells them', inJson(/"priority":"n/g, '"priority":"N')],
  [
    'DATA-11',
    'lines that are off',
    (original, path) => (path.includes('line_items') ? inJson(/"sub_total":/g, '"sub_total":1')(original) : {}),
  ],
  [
    'DOC-01',
    'the download on the same host',
    ({ status, headers }) => (status === 303 ? { headers: { ...headers, location: '/bytes' } } : {}),
  ],
  ['DOC-04', 'no headers to put', inJson(/"put_headers":\[.*?\]/g, '"put_headers":[]')],
  ['DOC-12', 'a second DELETE is fine', ({ status }) => (status === 404 ? { status: 204 } : {})],
  [
    'OAUTH-07',
    'no state after a refusal',
    ({ headers }) => ({ headers: { ...headers, location: (headers['location'] ?? '').replace(/state=[^&]*/, '') } }),
  ],
  ['OAUTH-15', 'a refresh token where none is due', inJson(/"expires_in"/g, '"refresh_token":"x","expires_in"')],
  ['OAUTH-14', 'a wrong secret is invalid_grant', inJson(/invalid_client/g, 'invalid_grant')],
  ['HOOK-04', 'enabled from the start', inJson(/"status":"pending"/g, '"status":"enabled"')],
  [
    'PAGE-23',
    'a token that was made up begins from the front',
    ({ status }) => (status === 422 ? { status: 200 } : {}),
  ],
  ['WRITE-29', 'any label is taken', ({ status }) => (status === 422 ? { status: 200 } : {})],
  [
    'WRITE-35',
    'the discount is shown and nothing comes of it',
    inJson(/"total":([\d.]+),"due":[\d.]+/g, '"total":$1,"due":$1'),
  ],
  ['WRITE-38', 'the error names no field', inJson(/,"errors":\{[^}]*\}/g, '')],
  ['DATA-15', 'what was paid is off', inJson(/"paid":/g, '"paid":1')],
  ['FAULT-01', 'no storm', ({ status }) => (status === 429 ? { status: 200 } : {})],
];

describe('a server that is wrong in one thing fails the requirement that says so', () => {
  test.each(mistakes)('%s: %s', async (id, _, spoil) => {
    expect(await outcomeBehind(id, () => ({}))).toBe('pass');
    expect(await outcomeBehind(id, spoil)).toBe('fail');
  });
});

describe('a server that is wrong in everything passes nothing', () => {
  test.each(requirements.map((requirement) => [requirement.id, requirement] as const))('%s', async (_, requirement) => {
    const answers: readonly Original[] = [
      { status: 500, headers: {}, body: '' },
      { status: 200, headers: { 'content-type': 'text/plain' }, body: '{"data":[{}]}' },
    ];
    const outcomes: string[] = [];
    for (const answer of answers) {
      await using server = await uselessServer(answer);
      const clio = new Clio(server.origin, 'token', {
        ...sideOf(simulator, server.origin),
        origins: { us: server.origin },
      });
      outcomes.push((await verdictOn(requirement, clio)).outcome);
    }
    expect(outcomes).not.toEqual(['pass', 'pass']);
    expect(outcomes).toContain('fail');
  });
});
