import { equals, hasStatus, holds } from './expectations.ts';
import { must, type Requirement } from './requirement.ts';

export const furtherLists: readonly Requirement[] = [
  must('ACCESS-06', '§4.5', 'reading', 'emails and phones of a contact can be listed from 4.0.11 on', async (clio) => {
    const { id } = await clio.first('contacts?limit=1');
    hasStatus(await clio.get(`contacts/${id}/email_addresses`, { 'X-API-VERSION': '4.0.11' }), 200);
    hasStatus(await clio.get(`contacts/${id}/phone_numbers`, { 'X-API-VERSION': '4.0.11' }), 200);
  }),
  must('ACCESS-07', '§6.2', 'reading', 'the client of a matter can be asked for', async (clio) => {
    const matter = await clio.first('matters?limit=1&fields=id,client{id}');
    const client = await clio.record(`matters/${matter['id']}/client`);
    equals(client['id'], (matter['client'] as { id: number }).id, 'the id');
  }),
  must('ACCESS-08', '§6.19', 'reading', 'outstanding balances can be listed', async (clio) => {
    const record = await clio.first('outstanding_client_balances?limit=1&fields=id,total_outstanding_balance');
    holds(typeof record['total_outstanding_balance'] === 'number', 'a number');
  }),
  must('ACCESS-09', '§6.28', 'reading', 'matters with unbilled work can be listed', async (clio) => {
    const record = await clio.first('billable_matters?limit=1&fields=id,unbilled_hours,unbilled_amount');
    holds(typeof record['unbilled_amount'] === 'number', 'a number');
  }),
  must('ACCESS-10', '§6.8', 'reading', 'the preview of a bill is a page of HTML', async (clio) => {
    const { id } = await clio.first('bills?limit=1');
    const answer = await clio.get(`bills/${id}/preview`);
    hasStatus(answer, 200);
    holds(/^text\/html/.test(answer.headers.get('content-type') ?? ''), 'HTML');
    holds(answer.text.includes('<'), 'a page');
    hasStatus(await clio.get('bills/1/preview'), 404);
  }),
  must(
    'ACCESS-11',
    '§6.28',
    'reading',
    'clients with unbilled work come twenty-five to a page at most',
    async (clio) => {
      holds((await clio.page('billable_clients')).data.length <= 25, 'no more than 25');
      hasStatus(await clio.get('billable_clients?limit=26'), 400, 422);
    },
  ),
];
