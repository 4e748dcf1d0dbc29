import { Kind, } from 'graphql';
/**
 * Finds what is tagged as public in a supergraph, and what that needs.
 *
 * Public is decided in two places: at root fields, and at entities (a tag at the type stands for all its fields, or tags
 * stand at single fields). Everything between them follows: the connections, payloads, enums and inputs that a public
 * field leads to are public with it, and a field that leads to an entity nobody tagged is not, wherever it stands.
 */
export function publicPart(supergraph, tag) {
    const definitions = new Map();
    const implementing = new Map();
    for (const definition of supergraph.definitions) {
        if (!('name' in definition) || !definition.name || definition.kind === Kind.DIRECTIVE_DEFINITION)
            continue;
        definitions.set(definition.name.value, definition);
        if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION)
            continue;
        for (const { name } of definition.interfaces ?? []) {
            implementing.set(name.value, [...(implementing.get(name.value) ?? []), definition.name.value]);
        }
    }
    const roots = rootTypeNames(supergraph);
    const types = new Set();
    const fields = new Set();
    const waiting = [...roots.values()];
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
        if (types.has(name))
            continue;
        types.add(name);
        visit(definitions.get(name));
    }
    return { types: usable(types, fields, definitions), fields };
    function visit(definition) {
        switch (definition?.kind) {
            case Kind.OBJECT_TYPE_DEFINITION:
            case Kind.INTERFACE_TYPE_DEFINITION: {
                for (const field of definition.fields ?? [])
                    if (isPublic(definition, field))
                        include(definition, field);
                waiting.push(...(definition.interfaces ?? []).map(({ name }) => name.value));
                return;
            }
            case Kind.UNION_TYPE_DEFINITION:
                waiting.push(...(definition.types ?? []).map(({ name }) => name.value).filter(mayBeReached));
                return;
            case Kind.INPUT_OBJECT_TYPE_DEFINITION:
                waiting.push(...(definition.fields ?? []).map(({ type }) => namedType(type)));
        }
    }
    function include(definition, field) {
        fields.add(`${definition.name.value}.${field.name.value}`);
        const returned = namedType(field.type);
        // A field of an interface type leads to every implementation that may be seen.
        const implementations = (implementing.get(returned) ?? []).filter(mayBeReached);
        waiting.push(returned, ...implementations, ...argumentTypes(field.arguments));
    }
    function isPublic(definition, field) {
        if (isInaccessible(field.directives) || !mayBeReached(namedType(field.type)))
            return false;
        const name = definition.name.value;
        const decidedHere = roots.has(name) || isEntity(definition);
        return (!decidedHere || isTagged(field.directives, tag) || (!roots.has(name) && isTagged(definition.directives, tag)));
    }
    /** Whether a type may become public: an entity only with a tag, at itself or at a field of it. */
    function mayBeReached(name) {
        const definition = definitions.get(name);
        if (!definition)
            return true;
        if (isInaccessible(definition.directives))
            return false;
        if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION)
            return true;
        if (!isEntity(definition) || isTagged(definition.directives, tag))
            return true;
        return (definition.fields ?? []).some(({ directives }) => isTagged(directives, tag));
    }
}
/** Types of which no field is public are no types. */
function usable(types, fields, definitions) {
    return new Set([...types].filter((name) => {
        const definition = definitions.get(name);
        if (definition?.kind !== Kind.OBJECT_TYPE_DEFINITION && definition?.kind !== Kind.INTERFACE_TYPE_DEFINITION)
            return true;
        return definition.fields?.some((field) => fields.has(`${name}.${field.name.value}`)) ?? false;
    }));
}
function rootTypeNames(supergraph) {
    const schema = supergraph.definitions.find(({ kind }) => kind === Kind.SCHEMA_DEFINITION);
    const operations = schema?.kind === Kind.SCHEMA_DEFINITION ? schema.operationTypes : [];
    return new Set(operations.map(({ type }) => type.name.value));
}
function namedType(type) {
    return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
function argumentTypes(given) {
    return (given ?? []).map(({ type }) => namedType(type));
}
function isTagged(directives, tag) {
    return (directives ?? []).some(({ name, arguments: given }) => name.value === 'tag' && given?.some(({ value }) => value.kind === Kind.STRING && value.value === tag));
}
function isInaccessible(directives) {
    return (directives ?? []).some(({ name }) => name.value === 'inaccessible');
}
function isEntity({ directives }) {
    return (directives ?? []).some(({ name, arguments: given }) => name.value === 'join__type' && given?.some((argument) => argument.name.value === 'key'));
}
//# sourceMappingURL=public-part.js.map