import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse } from 'graphql';
import { pino } from 'pino';
import { open } from '../access/requirement.ts';
import { composeSubgraphs } from '../composition.ts';
import { createOperations } from '../operation/operations.ts';
import { asExecutionResult, runOperation } from '../operation/run-operation.ts';
import { loadSupergraph } from '../supergraph/supergraph.ts';
import type { SubgraphSource } from '../upstream/http-source.ts';
import type { SubgraphAnswer } from '../upstream/subgraph-call.ts';

export interface FederatedSubgraph {
  typeDefs: string;
  resolvers: Record<string, unknown>;
}

export interface Federated {
  /** What a client gets; errors as subgraphs sent them. */
  run(query: string, variables?: Record<string, unknown>): Promise<{ data?: unknown; errors?: unknown[] }>;
  /** Queries and representations that subgraphs got, in order. */
  calls: { subgraph: string; query: string; representations: unknown[] | undefined }[];
}

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@shareable", "@external", "@requires", "@provides", "@override", "@interfaceObject", "@context",
    "@fromContext"])`;

/** Subgraphs with resolvers of their own, composed, and run through the preparation and execution of the gateway. */
export function federated(subgraphs: Readonly<Record<string, FederatedSubgraph>>): Federated {
  const calls: Federated['calls'] = [];
  const files = Object.entries(subgraphs).map(([name, { typeDefs }]) => ({
    name,
    url: `http://${name}.test/graphql`,
    sdl: `${link}\n${typeDefs}`,
  }));
  const supergraph = {
    ...loadSupergraph(composeSubgraphs(files).supergraphSdl),
    rules: { field: () => open },
  };
  const operations = createOperations(supergraph, { introspection: true, limits: false });
  const dataSources = Object.fromEntries(
    files.map(({ name, sdl }) => {
      const schema = buildSubgraphSchema([
        { typeDefs: parse(sdl), resolvers: subgraphs[name]?.resolvers ?? {} },
      ] as never);
      const source: SubgraphSource = {
        async call({ body, query, representations }) {
          calls.push({ subgraph: name, query, representations: representations?.map((text) => JSON.parse(text)) });
          const { variables } = JSON.parse(body) as { variables: Record<string, unknown> };
          const result = await execute({ schema, document: parse(query), variableValues: variables });
          return JSON.parse(JSON.stringify(result)) as SubgraphAnswer;
        },
        process: () => Promise.reject(new Error('The stock executor ran a plan that has a compiled form.')),
      };
      return [name, source];
    }),
  );
  const context = {
    principal: undefined,
    requestId: 'federated',
    client: {},
    log: pino({ level: 'silent' }),
    passedHeaders: {},
  };
  return {
    calls,
    async run(source, variables = {}) {
      const document = operations.admit(source);
      if (!('kind' in document)) throw new Error(document.map(({ message }) => message).join('\n'));
      const prepared = operations.prepare({ source, document, operationName: undefined, principal: undefined });
      const result = asExecutionResult(await runOperation(prepared, { supergraph, dataSources, context, variables }));
      return JSON.parse(JSON.stringify(result)) as { data?: unknown; errors?: unknown[] };
    },
  };
}
