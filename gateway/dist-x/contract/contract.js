import { Kind, parse, print, valueFromASTUntyped, } from 'graphql';
import { publicPart } from './public-part.js';
/** The tag of the public API, see `@Public()` in the platform. */
export const publicTag = 'public';
const inaccessible = {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: 'inaccessible' },
};
/**
 * The supergraph as the clients of a contract see it: what is not tagged, and not needed by what is, is marked
 * `@inaccessible`. It stays there for the planner, which needs keys and requirements; it is in no client's schema, so it
 * can be neither selected nor introspected nor named by an error.
 *
 * @param sdl a composed supergraph.
 * @returns undefined where no query is tagged, so that there is nothing to serve.
 */
export function contractSupergraph(sdl, tag) {
    const supergraph = parse(sdl);
    const { types, fields } = publicPart(supergraph, tag);
    if (!types.has('Query'))
        return undefined;
    const definitions = supergraph.definitions.map((definition) => {
        switch (definition.kind) {
            case Kind.SCHEMA_DEFINITION:
                return withInaccessibleLink(definition);
            case Kind.OBJECT_TYPE_DEFINITION:
            case Kind.INTERFACE_TYPE_DEFINITION: {
                const name = definition.name.value;
                if (isInternal(name))
                    return definition;
                if (!types.has(name))
                    return hidden(definition);
                return {
                    ...definition,
                    fields: (definition.fields ?? []).map((field) => fields.has(`${name}.${field.name.value}`) ? field : hidden(field)),
                };
            }
            case Kind.UNION_TYPE_DEFINITION:
            case Kind.ENUM_TYPE_DEFINITION:
            case Kind.SCALAR_TYPE_DEFINITION:
            case Kind.INPUT_OBJECT_TYPE_DEFINITION:
                return types.has(definition.name.value) || isInternal(definition.name.value) ? definition : hidden(definition);
            default:
                return definition;
        }
    });
    return print({ kind: Kind.DOCUMENT, definitions: withInaccessibleDefinition(definitions) });
}
/** Definitions of the federation machinery itself, such as `join__Graph`. */
function isInternal(name) {
    return name.includes('__');
}
function hidden(definition) {
    const directives = definition.directives ?? [];
    if (directives.some(({ name }) => name.value === 'inaccessible'))
        return definition;
    return { ...definition, directives: [...directives, inaccessible] };
}
const inaccessibleUrl = 'https://specs.apollo.dev/inaccessible/v0.2';
function withInaccessibleLink(schema) {
    const linked = (schema.directives ?? []).some(({ name, arguments: given }) => name.value === 'link' &&
        given?.some(({ value }) => String(valueFromASTUntyped(value)).includes('specs.apollo.dev/inaccessible')));
    if (linked)
        return schema;
    const [link] = directivesOf(`schema @link(url: "${inaccessibleUrl}", for: SECURITY) { query: Query }`);
    return { ...schema, directives: [...(schema.directives ?? []), ...(link ? [link] : [])] };
}
function withInaccessibleDefinition(definitions) {
    const defined = definitions.some((definition) => definition.kind === Kind.DIRECTIVE_DEFINITION && definition.name.value === 'inaccessible');
    return defined ? definitions : [...definitions, inaccessibleDefinition()];
}
function inaccessibleDefinition() {
    const [definition] = parse(`directive @inaccessible on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM |
      ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION`).definitions;
    return definition;
}
function directivesOf(schema) {
    return parse(schema).definitions[0].directives ?? [];
}
//# sourceMappingURL=contract.js.map