import { getNamedType, isEnumType, isInputObjectType, isInterfaceType, isObjectType, isScalarType, isSpecifiedScalarType, isUnionType, Kind, } from 'graphql';
import { both } from '../access/requirement.js';
import { requirementAt, securityDirectiveNames } from '../access/security-directives.js';
/**
 * The reference of the public API as Markdown, from its schema and from the permissions that the supergraph states.
 *
 * @param schema the schema of the contract.
 * @param supergraph the composed supergraph that the contract was made from.
 */
export function referenceOf(schema, supergraph) {
    const permission = permissions(supergraph);
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].filter((type) => !!type);
    const types = Object.values(schema.getTypeMap())
        .filter((type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type) && !roots.some((root) => root === type))
        .sort((one, other) => one.name.localeCompare(other.name, 'en'));
    const titles = ['Queries', 'Mutations', 'Subscriptions'];
    const sections = [
        ...roots.map((root, index) => [
            `## ${titles[index]}`,
            ...Object.values(root.getFields()).flatMap((field) => rootField(root.name, field, permission)),
        ]),
        section('Objects', types.filter(isObjectType), (type) => outputFields(type.name, type.getFields(), permission)),
        section('Interfaces', types.filter(isInterfaceType), (type) => [
            ...outputFields(type.name, type.getFields(), permission),
            `Implemented by ${schema.getPossibleTypes(type).map(linkTo).join(', ')}.`,
        ]),
        section('Unions', types.filter(isUnionType), (type) => [`One of ${type.getTypes().map(linkTo).join(', ')}.`]),
        section('Inputs', types.filter(isInputObjectType), (type) => [
            inputTable(Object.values(type.getFields()), 'Field'),
        ]),
        section('Enums', types.filter(isEnumType), (type) => [
            table(['Value', 'Meaning'], type
                .getValues()
                .map(({ name, description, deprecationReason }) => [`\`${name}\``, words(description, deprecationReason)])),
        ]),
        section('Scalars', types.filter(isScalarType), () => []),
    ];
    const head = [
        '# Reference of the public API',
        'Made from the schema by `npm run generate`; what is not here is not public. Begin with the [quick start](README.md).',
    ];
    return `${[...head, ...sections.flat()].join('\n\n')}\n`;
}
function section(title, types, body) {
    if (types.length === 0)
        return [];
    return [
        `## ${title}`,
        ...types.flatMap((type) => [
            `### ${type.name}`,
            ...(type.description ? [inline(type.description)] : []),
            ...body(type),
        ]),
    ];
}
function rootField(typeName, field, permission) {
    const needed = permission(typeName, field.name);
    return [
        `### ${field.name}`,
        ...(field.description ? [inline(field.description)] : []),
        ...(field.deprecationReason ? [`**Deprecated.** ${inline(field.deprecationReason)}`] : []),
        `Answers ${typeText(field.type)}.${needed ? ` Permission: ${needed}.` : ''}`,
        ...(field.args.length > 0 ? [inputTable(field.args, 'Argument')] : []),
    ];
}
function outputFields(typeName, fields, permission) {
    const rows = Object.values(fields).map((field) => [
        `\`${field.name}${argumentsText(field.args)}\``,
        typeText(field.type),
        permission(typeName, field.name),
        words(field.description, field.deprecationReason),
    ]);
    return [table(['Field', 'Type', 'Permission', 'Meaning'], rows)];
}
function argumentsText(given) {
    return given.length === 0 ? '' : `(${given.map(({ name, type }) => `${name}: ${type}`).join(', ')})`;
}
function inputTable(fields, what) {
    return table([what, 'Type', 'Default', 'Meaning'], fields.map(({ name, type, defaultValue, description, deprecationReason }) => [
        `\`${name}\``,
        typeText(type),
        defaultValue === undefined ? '' : `\`${JSON.stringify(defaultValue)}\``,
        words(description, deprecationReason),
    ]));
}
function table(heads, rows) {
    return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
function words(description, deprecation) {
    return [deprecation ? `**Deprecated:** ${inline(deprecation)}` : '', inline(description ?? '')]
        .filter(Boolean)
        .join(' ');
}
/** In one line, and safe inside a table. */
function inline(text) {
    return text.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();
}
function typeText(type) {
    const named = getNamedType(type);
    return named && !isSpecifiedScalarType(named) ? `[\`${type}\`](#${named.name.toLowerCase()})` : `\`${type}\``;
}
function linkTo({ name }) {
    return `[${name}](#${name.toLowerCase()})`;
}
/** What a field needs, its type's needs included, in the words of a table cell. */
function permissions(supergraph) {
    const names = securityDirectiveNames(supergraph);
    const byCoordinate = new Map();
    for (const definition of supergraph.definitions) {
        if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION)
            continue;
        const ofType = requirementAt(definition.directives, names);
        for (const field of definition.fields ?? []) {
            const needed = both(ofType, requirementAt(field.directives, names));
            byCoordinate.set(`${definition.name.value}.${field.name.value}`, inWords(needed));
        }
    }
    return (type, field) => byCoordinate.get(`${type}.${field}`) ?? '';
}
function inWords({ scopes }) {
    return scopes
        .map((anyOf) => anyOf.map((allOf) => allOf.map((scope) => `\`${scope}\``).join(' and ')).join(' or '))
        .join(' and ');
}
//# sourceMappingURL=reference.js.map