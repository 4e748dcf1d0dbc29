import { expect, test } from '@jest/globals';
import { inFirm } from '@smarterfirms/platform/postgres';
import { startTestFirm, type TestFirm } from './test-firm.ts';

const rowsOf = ({ parts, firmId }: TestFirm, sql: string) =>
  inFirm(parts.data, firmId, async (connection) => (await connection.query<Record<string, unknown>>(sql)).rows);
/** Clio hides something from everybody of the firm, from the next request on. */
const hide = ({ clio, account }: TestFirm, redacted: string[]) =>
  clio.control('permissions', { accountId: account.accountId, redacted });

test('what Clio hides is unknown in the copy and never zero, no record fails for it, and every type of activity is there', async () => {
  // A type that Clio's own document does not know.
  await using firm = await startTestFirm({ CLIO_SIM_FIXED_FEE_PERCENT: '100' });
  await hide(firm, ['hours', 'rates', 'private entries']);
  const job = await firm.run(await firm.startSync('FULL', ['USERS', 'ACTIVITIES', 'CALENDAR_ENTRIES']));
  expect(job).toMatchObject({ status: 'COMPLETED', entities: [{ rejected: 0 }, { rejected: 0 }, { rejected: 0 }] });

  const truth = [...(await firm.truth('ACTIVITIES')).values()] as { type: string }[];
  const types = await rowsOf(
    firm,
    `select type, count(*)::int as count, count(quantity)::int as hours, count(rounded_quantity_in_hours)::int as rounded,
       count(price_minor)::int as prices, count(total_minor)::int as totals from activity group by type order by type`,
  );
  const counts = Map.groupBy(truth, ({ type }) => type);
  expect(counts.has('FixedFee')).toBe(true);
  expect(types.map(({ type, count }) => [type, count])).toEqual(
    [...counts].map(([type, { length }]) => [type, length]).sort(),
  );
  expect(types.find(({ type }) => type === 'TimeEntry')).toMatchObject({ hours: 0, rounded: 0, prices: 0, totals: 0 });
  expect(await rowsOf(firm, 'select from timekeeper where rate is not null')).toEqual([]);

  const entries = await rowsOf(firm, 'select redacted, summary, location, start_at from calendar_entry');
  const hidden = entries.filter(({ redacted }) => redacted);
  expect(hidden.length).toBeGreaterThan(0);
  expect(hidden.length).toBeLessThan(entries.length);
  for (const entry of hidden)
    expect(entry).toMatchObject({ summary: null, location: null, start_at: expect.any(Date) });

  // Shown again, everything is known by the next walk.
  await hide(firm, []);
  await firm.run(await firm.startSync('FULL', ['ACTIVITIES', 'CALENDAR_ENTRIES']));
  expect(await rowsOf(firm, `select from activity where type = 'TimeEntry' and quantity is null`)).toEqual([]);
  expect(await rowsOf(firm, 'select from calendar_entry where redacted')).toEqual([]);
});
