import { buildSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import {
  type ConstDirectiveNode,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  Kind,
  type NameNode,
  parse,
  parseType,
} from 'graphql';
import { type BuildSchemaOptions, buildSchema, createResolversMap, type PubSub } from 'type-graphql';
import { cacheControlDefinition } from './graph-cache-control.ts';

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
  stateListSizes(schema);
  const printed = printSchemaWithDirectives(schema);
  const definitions = printed.includes('@cacheControl') ? cacheControlDefinition : '';
  const sdl = `${federationLink.trim()}\n${definitions}\n${printed}\n`;
  const resolversMap = createResolversMap(schema) as Record<string, object>;
  for (const [type, resolve] of Object.entries(references)) {
    resolversMap[type] = { ...resolversMap[type], __resolveReference: resolve };
  }
  return { schema: buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolversMap as never }]), sdl };
}

/** What every page of a list costs: as many as `first` says, as edges and as nodes. */
const pageSizeDirective = parseConstDirective(
  '@listSize(slicingArguments: ["first"], sizedFields: ["edges", "nodes"])',
);

/**
 * States at every field that returns a connection what its page costs. Here, for all of them: one that were forgotten would
 * cost as if it were short.
 */
function stateListSizes(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const returns = getNamedType(field.type).name;
      if (!returns.endsWith('Connection') || !field.args.some(({ name }) => name === 'first')) continue;
      field.astNode = {
        ...(field.astNode ?? {
          kind: Kind.FIELD_DEFINITION,
          name: nameNode(field.name),
          type: parseType(String(field.type)),
        }),
        directives: [...(field.astNode?.directives ?? []), pageSizeDirective],
      };
    }
  }
}

function nameNode(value: string): NameNode {
  return { kind: Kind.NAME, value };
}

function parseConstDirective(text: string): ConstDirectiveNode {
  const [definition] = parse(`scalar S ${text}`, { noLocation: true }).definitions;
  const directive = definition?.kind === Kind.SCALAR_TYPE_DEFINITION ? definition.directives?.[0] : undefined;
  if (!directive) throw new Error(`${text} is no directive`);
  return directive;
}
