import { describe, expect, test } from '@jest/globals';
import { truth } from '../connected-client.ts';
import { chargeInterest } from './bill-terms.ts';
import { ledgerFaults } from './ledger-faults.ts';
import {
  account,
  client,
  firm,
  idIn,
  type Json,
  one,
  patch,
  read,
  remove,
  simulator,
  writingSimulator,
} from './writing-client.ts';

writingSimulator();

describe('bills and their lines', () => {
  const billFields = 'state,total,sub_total,tax_sum,paid,balance,due,issued_at,due_at,available_state_transitions';

  async function lineOf(state: string): Promise<Json & { id: number }> {
    const states = new Map(
      (await truth(simulator, account, 'bills', 'id,state')).map((bill) => [bill['id'], bill['state']]),
    );
    return one('line_items', (line) => states.get(idIn(line, 'bill')) === state);
  }

  async function sumOfLines(bill: number): Promise<number> {
    const lines = await client.all(`line_items?bill_id=${bill}&fields=total`);
    return Math.round(lines.reduce((sum, { total }) => sum + Number(total) * 100, 0)) / 100;
  }

  test('approving a draft issues it; the way back is closed', async () => {
    const bill = await one('bills', ({ state }) => state === 'draft');
    const issued = await patch(`bills/${bill.id}`, { state: 'awaiting_payment' }, billFields);
    expect(issued.data).toMatchObject({
      state: 'awaiting_payment',
      issued_at: expect.any(String),
      due_at: expect.any(String),
      balance: bill['total'],
    });
    expect((await patch(`bills/${bill.id}`, { state: 'draft' })).status).toBe(422);
    const [line] = await client.all(`line_items?bill_id=${bill.id}&fields=activity{id,billed}`);
    expect(line?.['activity']).toMatchObject({ billed: true });
  });

  test('a paid bill owes nothing and cannot be voided', async () => {
    const bill = await one('bills', ({ state, paid }) => state === 'awaiting_payment' && paid === 0);
    const paid = await patch(`bills/${bill.id}`, { state: 'paid' }, billFields);
    expect(paid.data).toMatchObject({ state: 'paid', paid: bill['total'], balance: 0 });
    expect(await remove(`bills/${bill.id}`)).toBe(422);
  });

  test('deleting a draft deletes it, deleting an issued one voids it; their work can be billed again', async () => {
    for (const [state, after] of [
      ['draft', 'deleted'],
      ['awaiting_payment', 'void'],
    ]) {
      const bill = await one('bills', (record) => record['state'] === state && record['paid'] === 0);
      const [line] = await client.all(`line_items?bill_id=${bill.id}&fields=activity{id,on_bill}`);
      expect(await remove(`bills/${bill.id}`)).toBe(204);
      expect(await remove(`bills/${bill.id}`)).toBe(404);
      const listed = await client.all(`bills?state=${after}`);
      expect(listed.map(({ id }) => id)).toContain(bill.id);
      expect((await read(`activities/${idIn(line, 'activity')}`, 'on_bill')).data).toEqual({ on_bill: false });
      expect((await patch(`bills/${bill.id}`, { memo: 'Too late' })).status).toBe(422);
    }
    const deleted = (await client.all('bills?state=deleted')).map(({ id }) => id);
    const plain = (await client.all('bills')).map(({ id }) => id);
    expect(plain.filter((id) => deleted.includes(id))).toEqual([]);
  });

  test('a bill with payments can be neither deleted nor voided', async () => {
    const bill = await one('bills', ({ state, paid }) => state === 'awaiting_payment' && Number(paid) > 0);
    expect(await remove(`bills/${bill.id}`)).toBe(422);
    expect((await patch(`bills/${bill.id}`, { state: 'void' })).status).toBe(422);
  });

  test('a number that is taken is refused, other texts are kept', async () => {
    const [first, second] = await truth(simulator, account, 'bills', 'id,number');
    expect((await patch(`bills/${first?.['id']}`, { number: second?.['number'] })).status).toBe(422);
    const texts = { memo: 'Thank you', purchase_order: 'PO-1', subject: 'Lease', number: '987654' };
    const bill = await one('bills', ({ state }) => state === 'draft');
    expect((await patch(`bills/${bill.id}`, texts, 'memo,purchase_order,subject,number')).data).toEqual(texts);
  });

  test('a line of a draft has a new price, and bill and activity follow', async () => {
    const line = await lineOf('draft');
    const bill = idIn(line, 'bill');
    const change = { price: 123.45, note: 'Reworded', quantity: 99, update_original_record: true };
    const { status, data } = await patch(
      `line_items/${line.id}`,
      change,
      'price,note,quantity,sub_total,activity{price,note}',
    );
    expect(status).toBe(200);
    // The quantity was accepted and nothing came of it.
    expect(data).toMatchObject({ price: 123.45, note: 'Reworded', quantity: line['quantity'] });
    expect(data['activity']).toEqual({ price: 123.45, note: 'Reworded' });
    expect((await read(`bills/${bill}`, billFields)).data['total']).toBe(await sumOfLines(bill));
  });

  test('a line that is taken off a draft leaves the activity, unbilled', async () => {
    const line = await lineOf('draft');
    const bill = idIn(line, 'bill');
    expect(await remove(`line_items/${line.id}`)).toBe(204);
    expect((await read(`activities/${idIn(line, 'activity')}`, 'on_bill')).data).toEqual({ on_bill: false });
    const { data } = await read(`bills/${bill}`, billFields);
    expect(data['total']).toBe(await sumOfLines(bill));
    expect(data['balance']).toBe(data['total']);
  });

  test('lines of an issued bill are locked', async () => {
    const line = await lineOf('awaiting_payment');
    expect((await patch(`line_items/${line.id}`, { price: 1 })).status).toBe(422);
    expect(await remove(`line_items/${line.id}`)).toBe(422);
  });

  test('another tax rate taxes every line again', async () => {
    const bill = await one('bills', ({ state }) => state === 'draft');
    const { data } = await patch(`bills/${bill.id}`, { tax_rate: 10 }, billFields);
    expect(data['total']).toBe(await sumOfLines(bill.id));
    expect(Number(data['tax_sum'])).toBeCloseTo(Number(bill['sub_total']) / 10, 1);
  });

  test('a discount is never more than is owed, and goes with the bill', async () => {
    const bill = await one('bills', ({ state, total }) => state === 'awaiting_approval' && Number(total) > 2);
    const much = await patch(`bills/${bill.id}`, { discount: { type: 'money', rate: 1e6 } }, 'due,balance,total');
    expect(much.data).toEqual({ due: 0, balance: 0, total: bill['total'] });
    const partly = await one('bills', ({ state, paid }) => state === 'awaiting_payment' && Number(paid) > 0);
    expect((await patch(`bills/${partly.id}`, { discount: { type: 'percentage', rate: 100 } })).status).toBe(422);
    expect((await patch(`bills/${partly.id}`, { bill_theme: { id: 1 } })).status).toBe(404);
    expect(await remove(`bills/${bill.id}`)).toBe(204);
    expect((await read(`bills/${bill.id}`, 'total,due,discount')).data).toEqual({ total: 0, due: 0, discount: null });
    expect(ledgerFaults(firm())).toEqual([]);
  });

  test('interest runs on what is owed: simple on the bill alone, compound on earlier interest too', async () => {
    const bill = await one('bills', ({ state, total }) => state === 'awaiting_payment' && Number(total) > 500);
    const found = firm().tables.bills.find(bill.id);
    if (!found) throw new Error('The bill is gone');
    const owed = Math.round(Number(bill['balance']) * 100);
    const year = { rate: 10, period: 365 };
    await patch(`bills/${bill.id}`, { interest: { ...year, type: 'simple' } });
    expect([chargeInterest(found), chargeInterest(found)]).toEqual([Math.round(owed / 10), Math.round(owed / 10)]);
    const twice = 2 * Math.round(owed / 10);
    await patch(`bills/${bill.id}`, { interest: { type: 'compound' } });
    expect(chargeInterest(found)).toBe(Math.round((owed + twice) / 10));
    expect((await patch(`bills/${bill.id}`, { interest: null })).status).toBe(422);
    const paid = await patch(`bills/${bill.id}`, { state: 'paid' }, 'state,balance,interest{balance,total}');
    expect(paid.data).toMatchObject({ state: 'paid', balance: 0, interest: { balance: 0 } });
    expect(ledgerFaults(firm())).toEqual([]);
  });
});
