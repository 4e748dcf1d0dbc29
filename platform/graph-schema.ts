import { buildSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { type GraphQLSchema, parse } from 'graphql';
import { type BuildSchemaOptions, buildSchema, createResolversMap, type PubSub } from 'type-graphql';

const federationLink = `
extend schema
  @link(
    url: "https://specs.apollo.dev/federation/v2.9"
    import: [
      "@key", "@shareable", "@external", "@requires", "@provides", "@inaccessible", "@tag", "@override"
      "@authenticated", "@requiresScopes", "@policy", "@cost", "@listSize"
    ]
  )
`;

/** type-graphql wants a pub/sub object as soon as there is a subscription, also when every subscription brings its own stream. */
const noPubSub: PubSub = {
  publish: () => {
    throw new Error('this subgraph publishes no topics: its subscriptions read their own source');
  },
  subscribe: () => {
    throw new Error('this subgraph has no topics: its subscriptions read their own source');
  },
};

/** How a subgraph resolves `_entities` for one of its types: from the representation, batched, null for unknown and foreign ids alike. */
export type ReferenceResolver<Context> = (representation: Record<string, unknown>, context: Context) => unknown;

export interface SubgraphParts<Context> {
  resolvers: BuildSchemaOptions['resolvers'];
  /** Object types that no resolver names but that entities or interfaces need. */
  orphanedTypes?: BuildSchemaOptions['orphanedTypes'];
  references: Record<string, ReferenceResolver<Context>>;
}

export interface Subgraph {
  schema: GraphQLSchema;
  /** What is committed as schema.graphql: what composition, codegen and reviewers read. */
  sdl: string;
}

/** Builds the executable federated schema of a subgraph from its type-graphql resolvers. */
export async function buildSubgraph<Context>({
  resolvers,
  orphanedTypes = [],
  references,
}: SubgraphParts<Context>): Promise<Subgraph> {
  const schema = await buildSchema({
    resolvers,
    orphanedTypes,
    validate: false,
    // Federation directives are defined by the @link above, so graphql-js does not know them yet.
    skipCheck: true,
    pubSub: noPubSub,
  });
  const sdl = `${federationLink.trim()}\n\n${printSchemaWithDirectives(schema)}\n`;
  const resolversMap = createResolversMap(schema) as Record<string, object>;
  for (const [type, resolve] of Object.entries(references)) {
    resolversMap[type] = { ...resolversMap[type], __resolveReference: resolve };
  }
  return { schema: buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolversMap as never }]), sdl };
}
