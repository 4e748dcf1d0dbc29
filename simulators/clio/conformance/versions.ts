import type { Clio } from './clio.ts';
import { equals, hasStatus, holds, isErrorA } from './expectations.ts';
import { must, type Requirement, Skipped, should } from './requirement.ts';
import { company, matterFor } from './written.ts';

const inVersion = (clio: Clio, version: string, path: string) => clio.get(path, { 'X-API-VERSION': version });

export const versions: readonly Requirement[] = [
  must('VERSION-01', '§4.5', 'reading', 'the version that was asked for comes back', async (clio) => {
    const answer = await inVersion(clio, '4.0.12', 'users?limit=1');
    hasStatus(answer, 200);
    equals(answer.headers.get('x-api-version'), '4.0.12', 'X-API-VERSION');
  }),
  must('VERSION-02', '§4.5', 'reading', 'without the header it is the default version', async (clio) => {
    const version = (await clio.get('users?limit=1')).headers.get('x-api-version');
    holds(/^4\.0\.\d+$/.test(version ?? ''), `a version, got ${version}`);
  }),
  must('VERSION-03', '§4.5', 'reading', 'an invalid version is 410', async (clio) => {
    for (const version of ['5', 'latest', '4.0.999']) {
      const answer = await inVersion(clio, version, 'users?limit=1');
      hasStatus(answer, 410);
      isErrorA(answer);
    }
  }),
  must('VERSION-04', '§4.5', 'simulator', 'the default is 4.0.13', async (clio) => {
    equals((await clio.get('users?limit=1')).headers.get('x-api-version'), '4.0.13', 'X-API-VERSION');
  }),
  must('VERSION-05', '§4.5', 'simulator', 'a version that was retired is 410', async (clio) => {
    await clio.simulator.control('POST', 'versions', { oldest: 8 });
    const answers = [await inVersion(clio, '4.0.7', 'users?limit=1'), await inVersion(clio, '4.0.8', 'users?limit=1')];
    await clio.simulator.control('POST', 'versions', { oldest: 0 });
    equals(
      answers.map(({ status }) => status),
      [410, 200],
      'the statuses',
    );
  }),
  must(
    'VERSION-06',
    '§4.5',
    'simulator',
    'up to 4.0.3 the quantity of time is in hours, from 4.0.4 on in seconds',
    async (clio) => {
      const { id, quantity } = await clio.first('activities?type=TimeEntry&limit=1&fields=id,quantity');
      const old = await inVersion(clio, '4.0.3', `activities/${id}?fields=quantity`);
      const { quantity: hours } = old.body['data'] as { quantity: number };
      equals(hours, Number(quantity) / 3600, 'hours');
      const now = await inVersion(clio, '4.0.4', `activities/${id}?fields=quantity`);
      equals((now.body['data'] as { quantity: number }).quantity, quantity, 'seconds');
    },
  ),
  must('VERSION-07', '§4.5', 'simulator', 'from 4.0.5 on bills have no matter_balances', async (clio) => {
    hasStatus(await inVersion(clio, '4.0.4', 'bills?limit=1&fields=matter_balances'), 200);
    hasStatus(await inVersion(clio, '4.0.5', 'bills?limit=1&fields=matter_balances'), 400);
  }),
  must('VERSION-08', '§4.5', 'simulator', 'from 4.0.6 on documents have no document_versions', async (clio) => {
    hasStatus(await inVersion(clio, '4.0.5', 'documents?limit=1&fields=document_versions'), 200);
    hasStatus(await inVersion(clio, '4.0.6', 'documents?limit=1&fields=document_versions'), 400);
  }),
  must('VERSION-09', '§6.4', 'reading', 'quantity_in_hours is the quantity divided by 3,600', async (clio) => {
    const entry = await clio.first('activities?type=TimeEntry&limit=1&fields=quantity,quantity_in_hours');
    if (entry['quantity'] === null) throw new Skipped('the quantity is redacted');
    holds(Math.abs(Number(entry['quantity']) / 3600 - Number(entry['quantity_in_hours'])) < 0.01, 'the same time');
  }),
  must(
    'ETAG-01',
    '§4.4',
    'reading',
    'a single record has an ETag, the same as its field with the quotes',
    async (clio) => {
      const { id } = await clio.first('matters?limit=1');
      const answer = await clio.get(`matters/${id}?fields=etag`);
      equals(answer.headers.get('etag'), (answer.body['data'] as { etag: string } | undefined)?.etag, 'ETag');
      holds(answer.headers.get('etag') !== null, 'an ETag');
    },
  ),
  must('ETAG-02', '§4.4', 'reading', 'an etag is thirty-two hexadecimal digits in double quotes', async (clio) => {
    const { etag } = await clio.first('matters?limit=1');
    holds(/^"[0-9a-f]{32}"$/.test(String(etag)), `such an etag, got ${etag}`);
  }),
  must('ETAG-03', '§4.4', 'reading', 'a single record has Last-Modified', async (clio) => {
    const { id } = await clio.first('matters?limit=1');
    const { headers } = await clio.get(`matters/${id}`);
    holds(!Number.isNaN(Date.parse(headers.get('last-modified') ?? '')), 'Last-Modified');
  }),
  must('ETAG-04', '§4.4', 'reading', 'If-None-Match with the etag is 304 without a body', async (clio) => {
    const { id, etag } = await clio.first('matters?limit=1');
    const answer = await clio.get(`matters/${id}`, { 'If-None-Match': String(etag) });
    hasStatus(answer, 304);
    equals(answer.text, '', 'the body');
  }),
  must('ETAG-05', '§4.4', 'reading', 'If-Modified-Since with Last-Modified is 304', async (clio) => {
    const { id } = await clio.first('matters?limit=1');
    const { headers } = await clio.get(`matters/${id}`);
    const since = headers.get('last-modified') ?? '';
    hasStatus(await clio.get(`matters/${id}`, { 'If-Modified-Since': since }), 304);
  }),
  must('ETAG-06', '§4.4', 'reading', 'another etag gets the record', async (clio) => {
    const { id } = await clio.first('matters?limit=1');
    hasStatus(await clio.get(`matters/${id}`, { 'If-None-Match': '"0"' }), 200);
  }),
  must('ETAG-07', '§4.4', 'writing', 'If-Match with a stale etag is 412 and changes nothing', async (clio) => {
    const folder = await folderOf(clio);
    const stale = { 'If-Match': '"00000000000000000000000000000000"' };
    const refused = await clio.ask('PATCH', `folders/${folder['id']}`, { data: { name: 'Other' }, headers: stale });
    hasStatus(refused, 412);
    equals((await clio.record(`folders/${folder['id']}`))['etag'], folder['etag'], 'the etag');
  }),
  must(
    'ETAG-08',
    '§4.4',
    'writing',
    'a write with the right one goes through and changes etag and updated_at',
    async (clio) => {
      const { id, etag } = await folderOf(clio);
      const before = await clio.record(`folders/${id}?fields=updated_at`);
      const answer = await clio.ask('PATCH', `folders/${id}?fields=etag,updated_at`, {
        data: { name: 'Other' },
        headers: { 'If-Match': String(etag) },
      });
      hasStatus(answer, 200);
      const after = answer.body['data'] as { etag: string; updated_at: string };
      holds(after.etag !== etag, 'another etag');
      holds(Date.parse(after.updated_at) > Date.parse(String(before['updated_at'])), 'a later updated_at');
    },
  ),
  must('ERROR-01', '§7.2', 'reading', 'an unknown id is 404', async (clio) => {
    for (const path of ['matters/1', 'contacts/1', 'bills/1']) {
      const answer = await clio.get(path);
      hasStatus(answer, 404);
      isErrorA(answer);
    }
  }),
  must('ERROR-02', '§7.2', 'reading', 'so is a collection that is none', async (clio) => {
    hasStatus(await clio.get('spaceships'), 404);
  }),
  must('ERROR-03', '§7.1', 'reading', 'a parameter of the wrong kind is 400 with type and message', async (clio) => {
    const answer = await clio.get('matters?limit=many');
    hasStatus(answer, 400, 422);
    isErrorA(answer);
  }),
  must('ERROR-04', '§7.1', 'reading', 'JSON says that it is JSON', async (clio) => {
    const type = (await clio.get('users?limit=1')).headers.get('content-type') ?? '';
    holds(/^application\/json/.test(type), `application/json, got ${type}`);
  }),
  must('VERSION-10', '§4.5', 'writing', 'it is written in hours and seconds likewise', async (clio) => {
    const { id } = await matterFor(clio, await company(clio));
    const made = await clio.ask('POST', 'activities?fields=quantity,quantity_in_hours', {
      data: { type: 'TimeEntry', date: '2026-01-05', quantity: 1.5, matter: { id } },
      headers: { 'X-API-VERSION': '4.0.3' },
    });
    hasStatus(made, 201);
    equals(made.body['data'], { quantity: 1.5, quantity_in_hours: 1.5 }, 'the entry in hours');
  }),
  should('ERROR-05', '§7.1', 'simulator', 'a trust request is refused with 400 and no body', async (clio) => {
    const answer = await clio.ask('POST', 'trust_requests', { data: { amount: 100 } });
    hasStatus(answer, 400);
    equals(answer.text, '', 'the body');
  }),
];

async function folderOf(clio: Clio) {
  const { id } = await clio.first('matters?limit=1');
  return clio.write('POST', 'folders', { name: 'Conformance', parent: { id, type: 'Matter' } });
}
