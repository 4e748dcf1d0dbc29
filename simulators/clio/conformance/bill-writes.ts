import type { Clio, Json } from './clio.ts';
import { cents, equals, hasStatus, holds } from './expectations.ts';
import { must, type Requirement, Skipped } from './requirement.ts';
import { refused, someRecord } from './written.ts';

/** A bill that nobody was asked to pay yet, and that comes to something. */
async function draft(clio: Clio): Promise<Json> {
  const { data } = await clio.page('bills?state=draft&limit=50&fields=id,sub_total,total,discount');
  const found = data.find(({ sub_total: sum, discount }) => Number(sum) > 2 && discount === null);
  if (!found) throw new Skipped('the firm has no draft');
  return found;
}

/** A line of a bill that may still be changed. */
async function draftLine(clio: Clio): Promise<Json> {
  const bill = await someRecord(clio, 'bills?state=draft&limit=1', 'draft');
  return someRecord(clio, `line_items?bill_id=${bill['id']}&fields=id,quantity,activity{id}`, 'line on a draft');
}

export const billWrites: readonly Requirement[] = [
  must('WRITE-19', '§8.18', 'writing', 'bills cannot be created', async (clio) => {
    hasStatus(await clio.ask('POST', 'bills', { data: { memo: 'x' } }), 404, 405);
  }),
  must('WRITE-20', '§4.6', 'writing', 'DELETE of an unpaid bill voids it', async (clio) => {
    const bill = await someRecord(
      clio,
      'bills?state=awaiting_payment&limit=50&fields=id,paid,credits_issued',
      'unpaid bill',
    );
    const { data } = await clio.page('bills?state=awaiting_payment&limit=200&fields=id,paid,credits_issued');
    const unpaid = data.find((row) => row['paid'] === 0 && row['credits_issued'] === 0) ?? bill;
    hasStatus(await clio.ask('DELETE', `bills/${unpaid['id']}`), 204);
    equals((await clio.record(`bills/${unpaid['id']}?fields=state`))['state'], 'void', 'state');
  }),
  must('WRITE-21', '§6.8', 'writing', 'a bill with payments is not deleted', async (clio) => {
    const bill = await someRecord(clio, 'bills?state=paid&limit=1', 'paid bill');
    await refused(clio, 'DELETE', `bills/${bill['id']}`, undefined, 409, 422);
  }),
  must('WRITE-32', '§6.25', 'writing', 'the quantity of a line that is an activity stays as it is', async (clio) => {
    const line = await draftLine(clio);
    const path = `line_items/${line['id']}?fields=quantity`;
    equals((await clio.write('PATCH', path, { quantity: 99 }))['quantity'], line['quantity'], 'quantity');
    await refused(clio, 'PATCH', path, { total: 1 }, 422);
  }),
  must('WRITE-33', '§6.25', 'writing', 'a line that is deleted leaves its activity, unbilled', async (clio) => {
    const line = await draftLine(clio);
    const { id } = line['activity'] as { id: number };
    hasStatus(await clio.ask('DELETE', `line_items/${line['id']}`), 204);
    equals(await clio.record(`activities/${id}?fields=on_bill,bill`), { on_bill: false, bill: null }, 'the activity');
  }),
  must('WRITE-34', '§6.24', 'writing', 'a bill that is paid has an allocation of a payment', async (clio) => {
    const wanted = 'bills?state=awaiting_payment&limit=200&fields=id,balance';
    const bill = (await clio.page(wanted)).data.find(({ balance }) => Number(balance) > 0);
    if (!bill) throw new Skipped('the firm has no bill that is owed');
    const paid = await clio.write('PATCH', `bills/${bill['id']}?fields=state,balance`, { state: 'paid' });
    equals(paid, { state: 'paid', balance: 0 }, 'the bill');
    const { data } = await clio.page(`allocations?bill_id=${bill['id']}&order=id(desc)&fields=amount,parent{type}`);
    equals(data[0], { amount: bill['balance'], parent: { type: 'Payment' } }, 'the newest allocation');
  }),
  must('WRITE-35', '§6.8', 'writing', 'a discount lowers what is due and owed, and not the total', async (clio) => {
    const bill = await draft(clio);
    const path = `bills/${bill['id']}?fields=total,due,balance,discount{type,rate,note}`;
    for (const [discount, off] of [
      [{ type: 'percentage', rate: 50, note: 'Half' }, Math.round(cents(bill['sub_total']) / 2)],
      [{ type: 'money', rate: 1, note: 'One' }, 100],
    ] as const) {
      const { total, due, balance, discount: shown } = await clio.write('PATCH', path, { discount });
      equals(shown, discount, 'the discount');
      equals(total, bill['total'], 'the total');
      equals([cents(due), cents(balance)], [cents(total) - off, cents(total) - off], 'the cents due and owed');
    }
    await refused(clio, 'PATCH', path, { discount: { type: 'percentage', rate: 101 } }, 422);
    equals((await clio.write('PATCH', path, { discount: null }))['due'], bill['total'], 'what is due without it');
  }),
  must(
    'WRITE-36',
    '§6.8',
    'simulator',
    'interest that was charged is part of the total, due and owed',
    async (clio) => {
      const path = 'bills?status=overdue&limit=1&fields=id,total,balance,interest';
      const bill = await someRecord(clio, path, 'overdue bill');
      const terms = { type: 'simple', rate: 12, period: 30 };
      const kept = await clio.write('PATCH', `bills/${bill['id']}?fields=total,interest{type,rate,period}`, {
        interest: terms,
      });
      equals(kept, { total: bill['total'], interest: terms }, 'the bill with terms alone');
      const { accountId } = clio.simulator;
      const { body } = await clio.simulator.control('POST', 'life', { accountId, events: ['interest_charged'] });
      const [{ id }] = body['happened'] as [{ id: number }];
      const charged = await clio.record(`bills/${id}?fields=total,due,sub_total,total_tax,interest{total}`);
      const interest = cents((charged['interest'] as Json)['total']);
      holds(interest > 0, 'interest');
      equals(
        [cents(charged['total']), cents(charged['due'])],
        [0, 0].map(() => cents(charged['sub_total']) + cents(charged['total_tax']) + interest),
        'the cents in total and due',
      );
    },
  ),
  must('WRITE-37', '§6.8', 'writing', 'a second tax is charged beside the first one', async (clio) => {
    const bill = await draft(clio);
    const path = `bills/${bill['id']}?fields=total,sub_total,tax_sum,secondary_tax_sum,total_tax`;
    const taxed = await clio.write('PATCH', path, { tax_rate: 5, secondary_tax_rate: 7 });
    holds(cents(taxed['tax_sum']) > 0 && cents(taxed['secondary_tax_sum']) > 0, 'both taxes');
    const both = cents(taxed['tax_sum']) + cents(taxed['secondary_tax_sum']);
    equals(cents(taxed['total_tax']), both, 'the cents of tax');
    equals(cents(taxed['total']), cents(taxed['sub_total']) + both, 'the cents in total');
    const { data: lines } = await clio.page(`line_items?bill_id=${bill['id']}&limit=200&fields=total`);
    const sum = lines.reduce((so, line) => so + cents(line['total']), 0);
    equals(sum, cents(taxed['total']), 'the cents of the lines');
  }),
];
