import { expect, test } from '@jest/globals';
import type { Principal } from '@smarterfirms/platform/principal';
import { pino } from 'pino';
import { Cancellation } from '../cancellation.ts';
import { composeSubgraphs } from '../composition.ts';
import { loadSupergraph } from '../supergraph/supergraph.ts';
import { person } from '../testing/test-keys.ts';
import type { DataSources } from '../upstream/http-source.ts';
import { Writes } from '../upstream/writes.ts';
import { createOperations } from './operations.ts';
import { asExecutionResult } from './run-operation.ts';
import { sharedOperations } from './shared-operations.ts';

const sdl = 'type Query { size(of: String): Int name: String } type Mutation { grow: Int }';
const { supergraphSdl } = composeSubgraphs([{ name: 'things', sdl, url: 'http://things.test' }]);
const supergraph = loadSupergraph(supergraphSdl);
const operations = createOperations(supergraph, { introspection: true });
const log = pino({ level: 'silent' });
const ada = { kind: 'user', role: 'owner', sessionVersion: 1, ...person(['matters:read']) } as Principal;
const ben = { kind: 'user', role: 'owner', sessionVersion: 1, ...person(['matters:read']) } as Principal;

/** A subgraph that answers all that it was asked when it is told to. */
function holding() {
  const asked: { body: string; answer(): void }[] = [];
  const dataSources = {
    things: {
      call: ({ body }: { body: string }) =>
        new Promise((resolve) => {
          const number = asked.length + 1;
          asked.push({ body, answer: () => resolve({ data: { size: number, name: `name ${number}`, grow: number } }) });
        }),
    },
  } as unknown as DataSources;
  const writes = new Writes();
  const run = sharedOperations(writes);
  const ask = async (
    source: string,
    { principal = ada, variables = {}, userAgent = 'a browser', cancellation }: Asking = {},
  ): Promise<unknown> => {
    const document = operations.admit(source);
    if (!('kind' in document)) throw new Error('The document is not valid.');
    const prepared = operations.prepare({ source, document, operationName: undefined, principal, variables });
    const context = { principal, requestId: 'request-1', client: { userAgent }, log, cancellation };
    return asExecutionResult(await run(prepared, { supergraph, dataSources, context, variables })).data;
  };
  const answer = () => {
    for (const { answer: answerOne } of asked) answerOne();
  };
  return { asked, ask, writes, answer };
}

interface Asking {
  principal?: Principal;
  variables?: Record<string, unknown>;
  userAgent?: string;
  cancellation?: Cancellation;
}

test('the same query of the same person at the same time is run once, and everybody gets its data', async () => {
  const { asked, ask, answer } = holding();
  const answers = [ask('{ size }'), ask('{ size }'), ask('{ size }')];
  answer();
  expect(await Promise.all(answers)).toEqual([{ size: 1 }, { size: 1 }, { size: 1 }]);
  expect(asked).toHaveLength(1);
  // It is over: who comes now asks anew.
  const later = ask('{ size }');
  answer();
  expect(await later).toEqual({ size: 2 });
});

test.each<[string, string, Asking]>([
  ['another person', '{ size }', { principal: ben }],
  ['another query', '{ name }', {}],
  ['the same query in other words', '{ size  }', {}],
  ['another machine', '{ size }', { userAgent: 'another browser' }],
])('%s shares nothing', async (_, source, asking) => {
  const { asked, ask, answer } = holding();
  const answers = [ask('{ size }'), ask(source, asking)];
  answer();
  await Promise.all(answers);
  expect(asked).toHaveLength(2);
});

test('other variables share nothing, equal ones do', async () => {
  const { asked, ask, answer } = holding();
  const source = 'query Size($of: String) { size(of: $of) }';
  const answers = ['a', 'b', 'a'].map((of) => ask(source, { variables: { of } }));
  answer();
  expect(await Promise.all(answers)).toEqual([{ size: 1 }, { size: 2 }, { size: 1 }]);
  expect(asked).toHaveLength(2);
});

test('mutations are never shared', async () => {
  const { asked, ask, answer } = holding();
  const answers = [ask('mutation { grow }'), ask('mutation { grow }')];
  answer();
  expect(await Promise.all(answers)).toEqual([{ grow: 1 }, { grow: 2 }]);
  expect(asked).toHaveLength(2);
});

test('who asks after a write has ended does not get what was asked before', async () => {
  const { asked, ask, writes, answer } = holding();
  const before = ask('{ size }');
  writes.ended();
  const after = [ask('{ size }'), ask('{ size }')];
  answer();
  expect(await before).toEqual({ size: 1 });
  expect(await Promise.all(after)).toEqual([{ size: 2 }, { size: 2 }]);
  expect(asked).toHaveLength(2);
});

test('who leaves takes nothing from the others', async () => {
  const { asked, ask, answer } = holding();
  const leaving = new Cancellation();
  const left = ask('{ size }', { cancellation: leaving });
  const stayed = ask('{ size }', { cancellation: new Cancellation() });
  leaving.cancel();
  answer();
  expect(await stayed).toEqual({ size: 1 });
  await left;
  expect(asked).toHaveLength(1);
});
