import { request } from 'node:http';
import { request as requestSecurely } from 'node:https';
import { read } from './clio.ts';
import { equals, hasStatus, holds, isErrorA, isErrorB } from './expectations.ts';
import { must, type Requirement } from './requirement.ts';
import { codeFrom, signIn, token } from './sign-in.ts';

const rateHeaders = ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset'];

export const hosts: readonly Requirement[] = [
  must(
    'HOST-01',
    '§1.1',
    'simulator',
    'there are four regions, and each has an authorize page of its own',
    async (clio) => {
      const { origins, clientId, redirectUri } = clio.simulator;
      equals(Object.keys(origins).sort(), ['au', 'ca', 'eu', 'us'], 'the regions');
      const query = new URLSearchParams({ response_type: 'code', client_id: clientId, redirect_uri: redirectUri });
      for (const origin of Object.values(origins)) {
        hasStatus(await read(origin, `${origin}/oauth/authorize?${query}`, {}), 200, 302);
      }
    },
  ),
  must('HOST-02', '§1.1', 'simulator', 'each region asks strangers for a token', async (clio) => {
    for (const origin of Object.values(clio.simulator.origins)) {
      hasStatus(await clio.as('', origin).ask('GET', 'users/who_am_i'), 401);
    }
  }),
  must('HOST-03', '§1.1', 'simulator', 'a token of another region is 401 invalid_token', async (clio) => {
    const { accessToken } = await signIn(clio);
    hasStatus(await clio.as(accessToken).get('users/who_am_i'), 200);
    for (const origin of Object.values(clio.simulator.origins)) {
      if (origin === clio.origin) continue;
      const answer = await clio.as(accessToken, origin).get('users/who_am_i');
      hasStatus(answer, 401);
      isErrorB(answer, 'invalid_token');
    }
  }),
  must('HOST-04', '§1.1', 'simulator', 'a code of another region is invalid_grant', async (clio) => {
    const { origins, redirectUri } = clio.simulator;
    const code = await codeFrom(clio);
    const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri };
    for (const origin of Object.values(origins)) {
      if (origin !== clio.origin) isErrorB(await token(clio, form, origin), 'invalid_grant');
    }
    hasStatus(await token(clio, form), 200);
  }),
  must('HOST-05', '§4.2', 'reading', 'the suffix .json is optional', async (clio) => {
    const [without, suffixed] = [await clio.get('matters?limit=2'), await clio.get('matters.json?limit=2')];
    hasStatus(without, 200);
    equals(suffixed.body['data'], without.body['data'], 'the records');
  }),
  must('AUTH-01', '§7.1', 'reading', 'without a token: 401 UnauthorizedError', async (clio) => {
    const answer = await read('GET', `${clio.origin}/api/v4/users/who_am_i.json`, { headers: agent });
    hasStatus(answer, 401);
    isErrorA(answer, 'UnauthorizedError');
  }),
  must('AUTH-02', '§7.2', 'reading', 'with a malformed header: the same', async (clio) => {
    const answer = await clio.get('users/who_am_i.json', { Authorization: 'Basic abc' });
    hasStatus(answer, 401);
    isErrorA(answer, 'UnauthorizedError');
  }),
  must(
    'AUTH-03',
    '§7.1',
    'reading',
    'with a token that is not good: 401 invalid_token in the other shape',
    async (clio) => {
      const answer = await clio.as('bogus').get('users/who_am_i.json');
      hasStatus(answer, 401);
      isErrorB(answer, 'invalid_token');
    },
  ),
  must('AUTH-04', '§7.1', 'reading', 'a token that is not good is told so in WWW-Authenticate', async (clio) => {
    const { headers } = await clio.as('bogus').get('users/who_am_i.json');
    const challenge = headers.get('www-authenticate') ?? '';
    holds(
      /^Bearer /.test(challenge) && /error="invalid_token"/.test(challenge),
      `a Bearer challenge, got ${challenge}`,
    );
  }),
  must('AUTH-05', '§2', 'reading', 'neither 401 carries the headers of the rate limit', async (clio) => {
    const stranger = await read('GET', `${clio.origin}/api/v4/users/who_am_i.json`, { headers: agent });
    const bogus = await clio.as('bogus').get('users/who_am_i.json');
    for (const answer of [stranger, bogus]) {
      hasStatus(answer, 401);
      for (const name of rateHeaders) equals(answer.headers.get(name), null, name);
    }
  }),
  must('AUTH-06', '§1.6', 'reading', 'who_am_i gives a record, by default id and etag', async (clio) => {
    const record = await clio.record('users/who_am_i.json');
    equals(Object.keys(record).sort(), ['etag', 'id'], 'the fields');
    holds(typeof record['id'] === 'number', 'a number as id');
  }),
  must('AUTH-07', '§1.6', 'reading', 'who_am_i tells name, email and the firm', async (clio) => {
    const record = await clio.record('users/who_am_i.json?fields=name,email,account{id,name}');
    const account = record['account'] as { name?: unknown; id?: unknown } | null;
    holds(typeof record['email'] === 'string' && typeof record['name'] === 'string', 'name and email');
    holds(typeof account?.name === 'string' && typeof account.id === 'number', 'the firm’s id and name');
  }),
  must(
    'AUTH-08',
    '§8.12',
    'reading',
    'a User-Agent with a link is stopped at the edge, with a page of HTML',
    async (clio) => {
      const answer = await clio.get('users/who_am_i.json', { 'User-Agent': 'Sync (+https://example.test)' });
      hasStatus(answer, 403);
      holds(/html/.test(answer.headers.get('content-type') ?? ''), 'HTML');
    },
  ),
  must('AUTH-09', '§8.12', 'reading', 'so is a caller without one', async (clio) => {
    const url = `${clio.origin}/api/v4/users/who_am_i.json`;
    const send = url.startsWith('https:') ? requestSecurely : request;
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const sent = send(url, { headers: { Authorization: `Bearer ${clio.token}` } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', reject).end();
    equals(await promise, 403, 'the status');
  }),
  must('AUTH-10', '§8.28', 'reading', 'OPTIONS is 404', async (clio) => {
    hasStatus(await clio.ask('OPTIONS', 'users.json'), 404);
  }),
];

const agent = { 'User-Agent': 'Conformance/1.0' };
