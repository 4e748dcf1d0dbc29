import { Kind, parse, valueFromASTUntyped, } from 'graphql';
import { both, open } from './requirement.js';
import { requirementAt, securityDirectiveNames } from './security-directives.js';
/**
 * Compiles what every field asks for from the security directives of a supergraph.
 *
 * A field asks for what is stated at itself, at its parent type, at the type it returns, and at the fields that the
 * subgraph needs to compute it (`@requires`, and values of a context that it is given as arguments). A field of an interface asks for what the same field asks for on every
 * type that implements it: otherwise a plain selection on the interface would go around the types' own rules.
 */
export function compileAccessRules(supergraph) {
    const names = securityDirectiveNames(supergraph);
    const types = readTypes(supergraph, names);
    const implementations = new Map();
    for (const [name, type] of types) {
        if (type.kind !== 'object')
            continue;
        for (const parent of type.interfaces)
            implementations.set(parent, [...(implementations.get(parent) ?? []), name]);
    }
    const known = new Map();
    function field(typeName, fieldName) {
        const coordinate = `${typeName}.${fieldName}`;
        const found = known.get(coordinate);
        if (found === 'computing')
            throw new Error(`${coordinate} needs itself by a circle of @requires.`);
        if (found)
            return found;
        known.set(coordinate, 'computing');
        const requirement = compute(typeName, fieldName);
        known.set(coordinate, requirement);
        return requirement;
    }
    function compute(typeName, fieldName) {
        const type = types.get(typeName);
        const definition = type?.fields.get(fieldName);
        if (!type || !definition)
            return open;
        let requirement = both(both(type.stated, definition.stated), types.get(definition.returns)?.stated ?? open);
        for (const needed of definition.requires)
            requirement = both(requirement, selection(typeName, needed));
        for (const { context, selection: needed } of definition.fromContext) {
            for (const [name, { contexts }] of types)
                if (contexts.includes(context))
                    requirement = both(requirement, selection(name, needed));
        }
        if (type.kind === 'interface') {
            for (const implementation of implementations.get(typeName) ?? [])
                requirement = both(requirement, field(implementation, fieldName));
        }
        return requirement;
    }
    function selection(typeName, { selections }) {
        let requirement = open;
        for (const node of selections) {
            if (node.kind === Kind.FIELD) {
                requirement = both(requirement, field(typeName, node.name.value));
                const returns = types.get(typeName)?.fields.get(node.name.value)?.returns;
                if (node.selectionSet && returns)
                    requirement = both(requirement, selection(returns, node.selectionSet));
            }
            else if (node.kind === Kind.INLINE_FRAGMENT) {
                const condition = node.typeCondition?.name.value ?? typeName;
                requirement = both(requirement, selection(condition, node.selectionSet));
            }
        }
        return requirement;
    }
    for (const [name, type] of types)
        for (const fieldName of type.fields.keys())
            field(name, fieldName);
    return { field };
}
function readTypes(supergraph, names) {
    const types = new Map();
    for (const definition of supergraph.definitions) {
        switch (definition.kind) {
            case Kind.OBJECT_TYPE_DEFINITION:
            case Kind.INTERFACE_TYPE_DEFINITION:
                types.set(definition.name.value, {
                    kind: definition.kind === Kind.OBJECT_TYPE_DEFINITION ? 'object' : 'interface',
                    stated: requirementAt(definition.directives, names),
                    interfaces: (definition.interfaces ?? []).map(({ name }) => name.value),
                    contexts: contextsOf(definition.directives),
                    fields: new Map((definition.fields ?? []).map((field) => [
                        field.name.value,
                        {
                            stated: requirementAt(field.directives, names),
                            returns: namedType(field.type),
                            requires: requiredSelections(field),
                            fromContext: contextSelections(field),
                        },
                    ])),
                });
                break;
            case Kind.ENUM_TYPE_DEFINITION:
            case Kind.SCALAR_TYPE_DEFINITION:
                types.set(definition.name.value, {
                    kind: 'leaf',
                    stated: requirementAt(definition.directives, names),
                    interfaces: [],
                    contexts: [],
                    fields: new Map(),
                });
                break;
        }
    }
    return types;
}
function namedType(type) {
    return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
function requiredSelections(field) {
    return (field.directives ?? [])
        .filter(({ name }) => name.value === 'join__field')
        .flatMap((directive) => stringArgument(directive, 'requires') ?? [])
        .map((fieldSet) => selectionOf(`{ ${fieldSet} }`));
}
function contextsOf(directives) {
    return (directives ?? [])
        .filter(({ name }) => name.value === 'context')
        .flatMap((directive) => stringArgument(directive, 'name') ?? []);
}
function contextSelections(field) {
    return (field.directives ?? [])
        .filter(({ name }) => name.value === 'join__field')
        .flatMap(({ arguments: given }) => given?.find(({ name }) => name.value === 'contextArguments') ?? [])
        .flatMap(({ value }) => valueFromASTUntyped(value))
        .map(({ context, selection }) => {
        // Either `{ field }` or `... on Type { field }`.
        const text = selection.trim();
        return { context, selection: selectionOf(text.startsWith('{') ? text : `{ ${text} }`) };
    });
}
function selectionOf(text) {
    const [operation] = parse(text, { noLocation: true }).definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION)
        throw new Error(`"${text}" is not a selection of fields`);
    return operation.selectionSet;
}
function stringArgument(directive, name) {
    const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
    return value?.kind === Kind.STRING ? value.value : undefined;
}
//# sourceMappingURL=access-rules.js.map