import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  type DocumentNode,
  execute,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
  type TypeNode,
  visit,
} from 'graphql';
import type { SubgraphSource } from '../../upstream/http-source.ts';
import type { SubgraphAnswer } from '../../upstream/subgraph-call.ts';
import type { Entities } from './entities.ts';
import { hash } from './seeded.ts';

/** An object of a subgraph, before its fields are made up. */
interface Made {
  __typename: string;
  /** What its fields are made up from; equal entities have it in common, in every subgraph. */
  identity: string;
  /** Of an entity, and of what its keys are in. */
  number?: number;
  /** The fields that came with its representation. */
  represented?: string;
}

export interface AnsweringOptions {
  /** Other answers for another seed. */
  seed: number;
  /** Answers break the schema: nulls where none may be, and values of other types. */
  lax: boolean;
}

/**
 * A subgraph that answers every query of its schema with made-up data: the same for the same entity and field, whoever
 * asks, with nulls, errors and missing entities among it.
 */
export function answeringSubgraph(
  name: string,
  typeDefs: DocumentNode,
  entities: Entities,
  { seed, lax }: AnsweringOptions,
): SubgraphSource {
  const schema = schemaOf(lax ? withoutNonNull(typeDefs) : typeDefs);
  const documents = new Map<string, DocumentNode>();
  const chance = (text: string, percent: number) => hash(`${seed} ${text}`) % 100 < percent;

  async function answer(query: string, variables: Record<string, unknown>): Promise<string> {
    let document = documents.get(query);
    if (!document) {
      document = parse(query);
      documents.set(query, document);
    }
    const result = await execute({
      schema,
      document,
      variableValues: variables,
      fieldResolver,
      typeResolver: (value: Made) => value.__typename,
      rootValue: { __typename: 'Query', identity: 'root' },
    });
    return JSON.stringify(lax ? { ...result, data: twisted(result.data) } : result);
  }

  const fieldResolver: GraphQLFieldResolver<Made, unknown> = (source, args, _context, info) => {
    const { fieldName, parentType, returnType } = info;
    const required = hasDirective(info.parentType.getFields()[fieldName]?.astNode?.directives, 'requires');
    const place = `${source.identity}.${fieldName}${JSON.stringify(args)}${required ? source.represented : ''}`;
    if (entities.isInKey(parentType.name, fieldName) && source.number !== undefined)
      return keyValue(returnType, fieldName, source.number);
    if (chance(`error ${place}`, 3)) throw new Error(`${place} fails`);
    return make(returnType, place);
  };

  return {
    call: async ({ body, read }) => {
      const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, unknown> };
      return read(await answer(query, variables)) as SubgraphAnswer;
    },
    process: async ({ request }) =>
      JSON.parse(await answer(request.query ?? '', { ...request.variables })) as Awaited<
        ReturnType<SubgraphSource['process']>
      >,
  };

  function make(type: GraphQLOutputType, place: string): unknown {
    if (isNonNullType(type)) return makePresent(type.ofType, place);
    return chance(`null ${place}`, 12) ? null : makePresent(type, place);
  }

  function makePresent(type: GraphQLOutputType, place: string): unknown {
    const random = hash(`${seed} value ${place}`);
    if (isNonNullType(type)) return makePresent(type.ofType, place);
    if (isListType(type)) return Array.from({ length: random % 4 }, (_, at) => make(type.ofType, `${place}[${at}]`));
    if (isObjectType(type)) return makeObject(type.name, place, random);
    if (isAbstractType(type)) {
      const possible = schema.getPossibleTypes(type).map(({ name: typename }) => typename);
      const typename = possible[random % possible.length];
      if (!typename) throw new Error(`${type.name} has no possible types in ${name}.`);
      return makeObject(typename, place, random);
    }
    if (isEnumType(type)) {
      const values = type.getValues();
      return values[random % values.length]?.value;
    }
    return scalar(type.name, random);
  }

  function makeObject(typename: string, place: string, random: number): Made {
    const number = entities.numberOf(typename, random);
    return number === undefined
      ? { __typename: typename, identity: place }
      : { __typename: typename, identity: entities.identity(typename, number), number };
  }

  function keyValue(type: GraphQLOutputType, fieldName: string, number: number): unknown {
    if (isNonNullType(type)) return keyValue(type.ofType, fieldName, number);
    if (isListType(type)) return [keyValue(type.ofType, fieldName, number)];
    if (isObjectType(type)) return { __typename: type.name, identity: `${type.name} of ${number}`, number };
    return 'name' in type && type.name === 'Int' ? 1_000 + number : `${fieldName}-${number}`;
  }

  function schemaOf(definitions: DocumentNode): GraphQLSchema {
    const resolveReference = (typename: string) => (representation: Record<string, unknown>) => {
      const number = entities.numberIn(representation);
      const identity = entities.identity(typename, number);
      if (chance(`reference fails ${name} ${identity}`, 3)) throw new Error(`${identity} of ${name} fails`);
      if (chance(`reference missing ${name} ${identity}`, 6)) return null;
      const concrete = entities.concreteType(typename, number);
      return { __typename: concrete, identity, number, represented: JSON.stringify(sorted(representation)) };
    };
    const resolvers: Record<string, unknown> = {};
    for (const definition of definitions.definitions)
      if (
        'directives' in definition &&
        'name' in definition &&
        definition.name &&
        hasDirective(definition.directives, 'key')
      ) {
        const isInterface = definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
        resolvers[definition.name.value] = {
          __resolveReference: resolveReference(definition.name.value),
          ...(isInterface ? { __resolveType: (value: Made) => value.__typename } : {}),
        };
      }
    return buildSubgraphSchema([{ typeDefs: definitions, resolvers }] as never);
  }
}

/** Of the data only: paths of errors have numbers, too. */
function twisted(data: unknown): unknown {
  return data && JSON.parse(JSON.stringify(data), twist);
}

/** Values of the wrong type, chosen by the value alone so that everybody gets the same. */
function twist(_key: string, value: unknown): unknown {
  if (value === 13) return '13';
  if (value === 14) return true;
  if (value === 'text 5') return 5;
  if (value === 'text 6') return false;
  return value;
}

function scalar(name: string, random: number): unknown {
  switch (name) {
    case 'Int':
      return random % 20;
    case 'Float':
      return (random % 400) / 16;
    case 'Boolean':
      return random % 2 === 0;
    case 'ID':
      return `id ${random % 50}`;
    case 'String':
      return strings[random % strings.length];
    default:
      return custom[random % custom.length];
  }
}

const strings = [
  ...Array.from({ length: 12 }, (_, at) => `text ${at}`),
  'with "quotes" and \\ backslash',
  'line\nand\ttab\u0001',
  'üñí 🚀',
  'half of a pair \ud800',
  '',
  'long '.repeat(40),
];
const custom = [1, 'text', { nested: [1, null, { deep: true }] }, [1, 2], false];

function hasDirective(directives: readonly { name: { value: string } }[] | undefined, name: string): boolean {
  return directives?.some((directive) => directive.name.value.replace(/^federation__/, '') === name) ?? false;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

function withoutNonNull(document: DocumentNode): DocumentNode {
  return visit(document, {
    FieldDefinition: (field) => ({ ...field, type: nullable(field.type) }),
  });
}

function nullable(type: TypeNode): TypeNode {
  if (type.kind === Kind.NON_NULL_TYPE) return nullable(type.type);
  return type.kind === Kind.LIST_TYPE ? { ...type, type: nullable(type.type) } : type;
}
