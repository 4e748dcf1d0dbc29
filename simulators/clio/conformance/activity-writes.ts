import type { Json } from './clio.ts';
import { equals, hasStatus, isErrorA } from './expectations.ts';
import { must, type Requirement } from './requirement.ts';
import { company, matterFor, refused, someRecord } from './written.ts';

export const activityWrites: readonly Requirement[] = [
  must('WRITE-16', '§6.4', 'writing', 'an activity that is on a bill is locked', async (clio) => {
    const line = await someRecord(clio, 'line_items?limit=1&fields=activity{id}', 'line item');
    const { id } = (line['activity'] ?? {}) as { id?: number };
    await refused(clio, 'PATCH', `activities/${id}`, { note: 'changed' }, 422);
    await refused(clio, 'DELETE', `activities/${id}`, undefined, 422);
  }),
  must('WRITE-17', '§6.4', 'writing', 'an activity needs a type and a date', async (clio) => {
    await refused(clio, 'POST', 'activities', { date: '2026-01-05', quantity: 3600 }, 422);
    await refused(clio, 'POST', 'activities', { type: 'TimeEntry', quantity: 3600 }, 422);
  }),
  must('WRITE-18', '§8.4', 'writing', 'the quantity of a time entry is written in seconds', async (clio) => {
    const matter = await matterFor(clio, await company(clio));
    const made = await clio.write('POST', 'activities?fields=quantity,quantity_in_hours', {
      type: 'TimeEntry',
      date: '2026-01-05',
      quantity: 5400,
      matter: { id: matter['id'] },
    });
    equals([made['quantity'], made['quantity_in_hours']], [5400, 1.5], 'seconds and hours');
  }),
  must('WRITE-27', '§8.3', 'writing', 'keys that follow from others are refused on activities', async (clio) => {
    const matter = await matterFor(clio, await company(clio));
    const made = await clio.write('POST', 'activities', {
      type: 'TimeEntry',
      date: '2026-01-05',
      quantity: 360,
      matter: { id: matter['id'] },
    });
    for (const field of ['rounded_quantity', 'total', 'billed']) {
      await refused(clio, 'PATCH', `activities/${made['id']}`, { [field]: 1 }, 422);
    }
  }),
  must('WRITE-30', '§6.4', 'writing', 'work that moves without a price gets that of its new place', async (clio) => {
    const matter = await matterFor(clio, await company(clio));
    const description = await clio.write('POST', 'activity_descriptions', {
      name: 'Conformance',
      rate: { type: 'Custom', amount: 123 },
    });
    const made = await clio.write('POST', 'activities?fields=id,price', {
      type: 'TimeEntry',
      date: '2026-01-05',
      quantity: 3600,
      price: 77,
      matter: { id: matter['id'] },
    });
    equals(made['price'], 77, 'the price that was given');
    const path = `activities/${made['id']}?fields=price,total`;
    equals((await clio.write('PATCH', path, { note: 'x' }))['price'], 77, 'the price after another change');
    const moved = await clio.write('PATCH', path, { activity_description: { id: description['id'] } });
    equals(moved, { price: 123, total: 123 }, 'the entry');
  }),
  must('WRITE-31', '§6.4', 'writing', 'a time entry needs a matter, and one that is not closed', async (clio) => {
    const { id } = await matterFor(clio, await company(clio));
    const entry = { type: 'TimeEntry', date: '2026-01-05', quantity: 360 };
    await refused(clio, 'POST', 'activities', entry, 422);
    await clio.write('PATCH', `matters/${id}`, { status: 'closed' });
    await refused(clio, 'POST', 'activities', { ...entry, matter: { id } }, 422);
  }),
  must('WRITE-38', '§7.1', 'writing', 'work without the codes that its matter wants is 422 by field', async (clio) => {
    const matter = await matterFor(clio, await company(clio), { require_utbms_codes: true });
    const inMatter = { date: '2026-01-05', matter: { id: matter['id'] } };
    for (const [data, field] of [
      [{ ...inMatter, type: 'TimeEntry', quantity: 360 }, 'activity_description'],
      [{ ...inMatter, type: 'HardCostEntry', price: 5 }, 'utbms_expense'],
    ] as const) {
      const answer = await clio.ask('POST', 'activities', { data });
      hasStatus(answer, 422);
      isErrorA(answer);
      const { errors } = answer.body['error'] as { errors?: Json };
      equals(Object.keys(errors ?? {}), [field], 'the fields in error.errors');
    }
    const coded = await someRecord(clio, 'activity_descriptions?type=utbms&limit=1', 'description by UTBMS codes');
    await clio.write('POST', 'activities', {
      ...inMatter,
      type: 'TimeEntry',
      quantity: 360,
      activity_description: { id: coded['id'] },
    });
  }),
];
