import type { GatewayOptions } from '../gateway-options.ts';
import type { Source } from '../supergraph/source/source.ts';
import { startTestGraph, type TestGraph } from './test-graph.ts';

export interface PublicAnswer {
  data?: unknown;
  errors?: { path?: unknown; extensions: { code: string } }[];
}

export interface PublicGraph {
  graph: TestGraph;
  /** Sends the renaming of the firm, or another operation, to the public endpoint. */
  send(apiKey: string, request: PublicRequest): Promise<{ answer: PublicAnswer; headers: Headers }>;
}

export interface PublicRequest {
  idempotencyKey?: string | undefined;
  name?: string;
  query?: string;
}

export const renaming = 'mutation ($name: String!) { rename(name: $name) { timeZone } }';

/** A test graph of which a part is public: renaming the firm, its time zone, its clock and the plans. */
export async function startPublicGraph(
  changes: Partial<GatewayOptions> = {},
  urls: Record<string, string> = {},
): Promise<PublicGraph> {
  let sdl = '';
  const supergraph: Source<string> = { read: async () => sdl, watch: () => () => undefined };
  const graph = await startTestGraph(async (composed) => {
    sdl = composed;
    return { supergraph, ...changes };
  }, urls);
  sdl = graph.supergraphWith({
    accounts: tagged([
      'rename(name: String!): Firm',
      'timeZone: String!',
      'id: ID! @authenticated\n    name: String',
      'interface Named { name: String',
      'plans: [Plan!]!',
    ]),
    data: tagged(['clock: String']),
  });
  if ((await graph.gateway.reload()) !== 'served') throw new Error('the public part is not served');
  return {
    graph,
    async send(apiKey, { idempotencyKey, name = 'One', query = renaming }) {
      const response = await fetch(new URL('/api/graphql', graph.gateway.url), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${apiKey}`,
          ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
        },
        body: JSON.stringify({ query, variables: { name } }),
      });
      return { answer: (await response.json()) as PublicAnswer, headers: response.headers };
    },
  };
}

const tagged = (fields: readonly string[]) => (sdl: string) =>
  fields.reduce((changed, field) => changed.replace(field, `${field} @tag(name: "public")`), sdl);
