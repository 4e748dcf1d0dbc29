import { describe, expect, test } from '@jest/globals';
import { ledgerFaults } from './ledger-faults.ts';
import { client, firm, type Json, one, patch, post, remove, writingSimulator } from './writing-client.ts';

writingSimulator();

describe('bank accounts and transactions', () => {
  const trustAccount = () => one('bank_accounts', ({ type }) => type === 'Trust');
  const balance = async (record: Json) =>
    Number((await one('bank_accounts', ({ id }) => id === record['id']))['balance']);

  test('money into trust is the matter’s, and never more goes out than is there', async () => {
    const account = await trustAccount();
    const matter = await one('matters', ({ status }) => status === 'Open');
    const had = (matter['account_balances'] as { balance: number }[])[0]?.balance ?? 0;
    const base = { bank_account: { id: account['id'] }, matter: { id: matter['id'] }, date: '2026-03-02' };
    const { data } = await post('bank_transactions', { ...base, amount: 100.1 }, 'id,funds_in,current_account_balance');
    expect(data).toMatchObject({ funds_in: 100.1, current_account_balance: await balance(account) });
    const after = await one('matters', ({ id }) => id === matter['id']);
    expect((after['account_balances'] as { balance: number }[])[0]?.balance).toBeCloseTo(had + 100.1, 5);
    expect((await post('bank_transactions', { ...base, amount: -(had + 100.11) })).status).toBe(422);
    expect((await post('bank_transactions', { ...base, matter: undefined, amount: 5 })).status).toBe(422);
    expect(ledgerFaults(firm())).toEqual([]);
  });

  test('a transaction that is deleted never was: later balances are those without it', async () => {
    const account = await one('bank_accounts', ({ default_account }) => default_account === true);
    const before = await balance(account);
    const base = { bank_account: { id: account['id'] }, date: '2026-03-02' };
    const { data: gone } = await post('bank_transactions', { ...base, amount: 10 });
    await post('bank_transactions', { ...base, amount: 5 });
    expect((await patch(`bank_transactions/${gone['id']}`, { amount: 11 })).status).toBe(422);
    expect(await remove(`bank_transactions/${gone['id']}`)).toBe(204);
    expect(await balance(account)).toBeCloseTo(before + 5, 5);
    expect(ledgerFaults(firm())).toEqual([]);
  });

  test('what belongs to a payment cannot be deleted, nor an account with transactions', async () => {
    const paid = await one('bank_transactions', ({ allocation }) => allocation !== null);
    expect(await remove(`bank_transactions/${paid['id']}`)).toBe(422);
    expect(await remove(`bank_accounts/${(paid['bank_account'] as Json)['id']}`)).toBe(422);
    const { data } = await post(
      'bank_accounts',
      { type: 'Operating', currency: 'USD', name: 'New', balance: 12.5 },
      'id,balance',
    );
    expect(data).toMatchObject({ balance: 12.5 });
    const { data: empty } = await post('bank_accounts', { type: 'Trust', currency: 'USD', name: 'Empty' });
    expect(await remove(`bank_accounts/${empty['id']}`)).toBe(204);
    expect(ledgerFaults(firm())).toEqual([]);
  });

  test('a bill that is paid gets a payment, an allocation and its movement on the account', async () => {
    const bill = await one('bills', ({ state, paid }) => state === 'awaiting_payment' && paid === 0);
    const { data } = await patch(`bills/${bill['id']}`, { state: 'paid' }, 'state,paid,balance');
    expect(data).toEqual({ state: 'paid', paid: bill['total'], balance: 0 });
    const [allocation] = await client.all(`allocations?bill_id=${bill['id']}&fields=amount,parent{type},bill{id}`);
    expect(allocation).toMatchObject({ amount: bill['total'], parent: { type: 'Payment' }, bill: { id: bill['id'] } });
    const moved = await one('bank_transactions', (row) => (row['bill'] as Json | null)?.['id'] === bill['id']);
    expect(moved['funds_in']).toBe(bill['total']);
    expect(ledgerFaults(firm())).toEqual([]);
  });
});
