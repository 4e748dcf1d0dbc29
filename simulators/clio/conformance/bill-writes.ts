import { equals, hasStatus } from './expectations.ts';
import { must, type Requirement } from './requirement.ts';
import { refused, someRecord } from './written.ts';

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
];
