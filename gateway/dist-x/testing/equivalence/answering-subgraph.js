import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, isAbstractType, isEnumType, isListType, isNonNullType, isObjectType, Kind, parse, visit, } from 'graphql';
import { hash } from './seeded.js';
/**
 * A subgraph that answers every query of its schema with made-up data: the same for the same entity and field, whoever
 * asks, with nulls, errors and missing entities among it.
 */
export function answeringSubgraph(name, typeDefs, entities, { seed, lax }) {
    const schema = schemaOf(lax ? withoutNonNull(typeDefs) : typeDefs);
    const documents = new Map();
    const chance = (text, percent) => hash(`${seed} ${text}`) % 100 < percent;
    async function answer(query, variables) {
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
            typeResolver: (value) => value.__typename,
            rootValue: { __typename: 'Query', identity: 'root' },
        });
        return JSON.stringify(lax ? { ...result, data: twisted(result.data) } : result);
    }
    const fieldResolver = (source, args, _context, info) => {
        const { fieldName, parentType, returnType } = info;
        const required = hasDirective(info.parentType.getFields()[fieldName]?.astNode?.directives, 'requires');
        const place = `${source.identity}.${fieldName}${JSON.stringify(args)}${required ? source.represented : ''}`;
        if (entities.isInKey(parentType.name, fieldName) && source.number !== undefined)
            return keyValue(returnType, fieldName, source.number);
        if (chance(`error ${place}`, 3))
            throw new Error(`${place} fails`);
        return make(returnType, place);
    };
    return {
        call: async ({ body, read }) => {
            const { query, variables } = JSON.parse(body);
            return read(await answer(query, variables));
        },
        process: async ({ request }) => JSON.parse(await answer(request.query ?? '', { ...request.variables })),
    };
    function make(type, place) {
        if (isNonNullType(type))
            return makePresent(type.ofType, place);
        return chance(`null ${place}`, 12) ? null : makePresent(type, place);
    }
    function makePresent(type, place) {
        const random = hash(`${seed} value ${place}`);
        if (isNonNullType(type))
            return makePresent(type.ofType, place);
        if (isListType(type))
            return Array.from({ length: random % 4 }, (_, at) => make(type.ofType, `${place}[${at}]`));
        if (isObjectType(type))
            return makeObject(type.name, place, random);
        if (isAbstractType(type)) {
            const possible = schema.getPossibleTypes(type).map(({ name: typename }) => typename);
            const typename = possible[random % possible.length];
            if (!typename)
                throw new Error(`${type.name} has no possible types in ${name}.`);
            return makeObject(typename, place, random);
        }
        if (isEnumType(type)) {
            const values = type.getValues();
            return values[random % values.length]?.value;
        }
        return scalar(type.name, random);
    }
    function makeObject(typename, place, random) {
        const number = entities.numberOf(typename, random);
        return number === undefined
            ? { __typename: typename, identity: place }
            : { __typename: typename, identity: entities.identity(typename, number), number };
    }
    function keyValue(type, fieldName, number) {
        if (isNonNullType(type))
            return keyValue(type.ofType, fieldName, number);
        if (isListType(type))
            return [keyValue(type.ofType, fieldName, number)];
        if (isObjectType(type))
            return { __typename: type.name, identity: `${type.name} of ${number}`, number };
        return 'name' in type && type.name === 'Int' ? 1_000 + number : `${fieldName}-${number}`;
    }
    function schemaOf(definitions) {
        const resolveReference = (typename) => (representation) => {
            const number = entities.numberIn(representation);
            const identity = entities.identity(typename, number);
            if (chance(`reference fails ${name} ${identity}`, 3))
                throw new Error(`${identity} of ${name} fails`);
            if (chance(`reference missing ${name} ${identity}`, 6))
                return null;
            const concrete = entities.concreteType(typename, number);
            return { __typename: concrete, identity, number, represented: JSON.stringify(sorted(representation)) };
        };
        const resolvers = {};
        for (const definition of definitions.definitions)
            if ('directives' in definition &&
                'name' in definition &&
                definition.name &&
                hasDirective(definition.directives, 'key')) {
                const isInterface = definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
                resolvers[definition.name.value] = {
                    __resolveReference: resolveReference(definition.name.value),
                    ...(isInterface ? { __resolveType: (value) => value.__typename } : {}),
                };
            }
        return buildSubgraphSchema([{ typeDefs: definitions, resolvers }]);
    }
}
/** Of the data only: paths of errors have numbers, too. */
function twisted(data) {
    return data && JSON.parse(JSON.stringify(data), twist);
}
/** Values of the wrong type, chosen by the value alone so that everybody gets the same. */
function twist(_key, value) {
    if (value === 13)
        return '13';
    if (value === 14)
        return true;
    if (value === 'text 5')
        return 5;
    if (value === 'text 6')
        return false;
    return value;
}
function scalar(name, random) {
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
function hasDirective(directives, name) {
    return directives?.some((directive) => directive.name.value.replace(/^federation__/, '') === name) ?? false;
}
function sorted(value) {
    if (Array.isArray(value))
        return value.map(sorted);
    if (typeof value !== 'object' || value === null)
        return value;
    return Object.fromEntries(Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, inner]) => [key, sorted(inner)]));
}
function withoutNonNull(document) {
    return visit(document, {
        FieldDefinition: (field) => ({ ...field, type: nullable(field.type) }),
    });
}
function nullable(type) {
    if (type.kind === Kind.NON_NULL_TYPE)
        return nullable(type.type);
    return type.kind === Kind.LIST_TYPE ? { ...type, type: nullable(type.type) } : type;
}
//# sourceMappingURL=answering-subgraph.js.map