import type { Clio, Json } from './clio.ts';
import { equals, hasStatus } from './expectations.ts';
import { must, type Requirement, Skipped } from './requirement.ts';
import { refused, someRecord } from './written.ts';

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
];
