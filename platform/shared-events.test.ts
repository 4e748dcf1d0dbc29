import { expect, test } from '@jest/globals';
import { buildSchema, type ExecutionResult, parse } from 'graphql';
import { createSharedSubscribe } from './shared-events.ts';

const schema = buildSchema('type Query { a: Int } type Subscription { count(by: Int): Int }');
const subscribe = createSharedSubscribe((context: { firm: string }) => context.firm);

/** A subscriber whose source gives the events given; its resolver says how often it ran. */
async function subscriber({
  firm,
  by,
  events,
  query,
}: {
  firm: string;
  by?: number;
  events: object[];
  query?: string;
}) {
  const ran = { times: 0, left: false };
  const resolve = () => {
    ran.times++;
    return ran.times;
  };
  const source = async function* () {
    try {
      for (const event of events) yield Object.assign(event, { count: resolve });
    } finally {
      ran.left = true;
    }
  };
  const answers = await subscribe({
    schema,
    document: parse(query ?? 'subscription ($by: Int) { count(by: $by) }'),
    variableValues: { by },
    rootValue: { count: source },
    contextValue: { firm },
  });
  if (!(Symbol.asyncIterator in answers)) throw new Error(JSON.stringify(answers.errors));
  return { answers, ran };
}

async function all(answers: AsyncIterable<ExecutionResult>): Promise<ExecutionResult[]> {
  const seen: ExecutionResult[] = [];
  for await (const answer of answers) seen.push(answer);
  return seen;
}

test('an event is executed once for all who ask the same from the same position', async () => {
  const events = [{}, {}];
  const first = await subscriber({ firm: 'a', events });
  const seen = await all(first.answers);
  const second = await subscriber({ firm: 'a', events });
  const again = await all(second.answers);
  expect(seen.map(({ data }) => data?.['count'])).toEqual([1, 2]);
  expect(again.map((answer, place) => answer === seen[place])).toEqual([true, true]);
  expect(second.ran.times).toBe(0);
});

test.each([
  ['from another position', { firm: 'b' }],
  ['with other variables', { firm: 'a', by: 2 }],
  ['another question', { firm: 'a', query: 'subscription { count }' }],
])('who asks %s gets an answer of its own', async (_title, asked) => {
  const events = [{}];
  await all((await subscriber({ firm: 'a', events })).answers);
  const other = await subscriber({ ...asked, events });
  expect(await all(other.answers)).toHaveLength(1);
  expect(other.ran.times).toBe(1);
});

test('a subscriber who leaves ends its source', async () => {
  const { answers, ran } = await subscriber({ firm: 'a', events: [{}, {}] });
  for await (const _answer of answers) break;
  expect(ran.left).toBe(true);
});

test('a subscription that is refused answers its errors', async () => {
  const refused = await subscribe({
    schema,
    document: parse('subscription { count }'),
    rootValue: {
      count: () => {
        throw new Error('not for you');
      },
    },
    contextValue: { firm: 'a' },
  });
  expect(refused).toMatchObject({ errors: [{ message: 'not for you' }] });
});
