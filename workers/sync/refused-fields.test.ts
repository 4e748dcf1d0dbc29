import { expect, test } from '@jest/globals';
import { handleMessage } from './handle-message.ts';
import { startClioGate } from './test-clio-gate.ts';
import { startTestFirm } from './test-firm.ts';

const soon = () => new Date(Date.now() + 5_000);

test('a field that Clio refuses this account is unknown in the copy and said, and costs one request and nothing else', async () => {
  await using firm = await startTestFirm();
  const refusal = { status: 400, type: 'InvalidFields', message: 'location is not a valid field of Matter' };
  await using gate = await startClioGate(firm, {
    refuse: (url) => url.includes('/matters') && /[=,]location,/.test(url) && refusal,
  });
  const run = async (kind: 'FULL' | 'RECONCILING') =>
    firm.run(await firm.startSync(kind, ['CONTACTS', 'MATTERS']), (body) => handleMessage(body, soon(), gate.parts));

  const job = await run('FULL');
  expect(job.status).toBe('COMPLETED');
  expect(await firm.parts.errors.ofJob(job.jobId, 10)).toMatchObject([
    { entity: 'MATTERS', code: 'FIELDS_REFUSED', message: expect.stringContaining('"location"') },
  ]);
  expect(job.requestsUsed).toBe(gate.urls.length);
  const [copy, truth] = [await firm.copy('MATTERS'), await firm.truth('MATTERS')];
  expect([...copy.keys()].sort()).toEqual([...truth.keys()].sort());
  for (const [id, record] of truth) {
    const { location: _refused, ...rest } = record as Record<string, unknown>;
    expect(copy.get(id)).toEqual(rest);
  }

  // Records that are fetched by their ids come without it too, and nobody asks in vain again.
  const [id = ''] = truth.keys();
  await firm.clio.control(`records/${firm.account.accountId}/matters/${id}`, { patch: { description: 'Settled' } });
  const before = gate.urls.length;
  expect(await run('RECONCILING')).toMatchObject({ status: 'COMPLETED' });
  expect((await firm.copy('MATTERS')).get(id)).toMatchObject({ description: 'Settled' });
  const later = gate.urls.slice(before).filter((url) => url.includes('/matters'));
  expect(later.filter((url) => url.includes('ids[]'))).toHaveLength(1);
  expect(later.filter((url) => /[=,]location,/.test(url))).toEqual([]);
});

test('a list that is asked for wrongly has failed; it is not taken for one that may not be read', async () => {
  await using firm = await startTestFirm();
  const refusal = { status: 400, type: 'ArgumentError', message: 'limit must be at most 100' };
  await using gate = await startClioGate(firm, { refuse: (url) => url.includes('/matters') && refusal });
  const begun = await firm.startSync('FULL', ['CONTACTS', 'MATTERS']);
  const job = await firm.run(begun, (body) => handleMessage(body, soon(), gate.parts));
  expect(job).toMatchObject({
    status: 'PARTIAL',
    entities: [{ status: 'COMPLETED' }, { type: 'MATTERS', status: 'FAILED' }],
  });
});
