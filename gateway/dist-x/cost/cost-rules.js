import { Kind, valueFromASTUntyped, } from 'graphql';
import { costDirectiveNames } from './cost-directives.js';
/**
 * Reads `@cost` and `@listSize` of a supergraph, in the meaning of IBM's cost directive specification: a weight at a field
 * is paid once per call, one at a type once per value, one at an argument or an input field where it is given.
 */
export function compileCostRules(supergraph) {
    const names = costDirectiveNames(supergraph);
    const types = new Map();
    const members = new Map();
    for (const definition of supergraph.definitions) {
        switch (definition.kind) {
            case Kind.OBJECT_TYPE_DEFINITION:
            case Kind.INTERFACE_TYPE_DEFINITION: {
                const name = definition.name.value;
                const fields = new Map((definition.fields ?? []).map((field) => [field.name.value, fieldRule(field, names)]));
                types.set(name, { weight: weightAt(definition.directives, names) ?? 1, fields });
                if (definition.kind === Kind.INTERFACE_TYPE_DEFINITION)
                    break;
                for (const parent of definition.interfaces ?? [])
                    members.set(parent.name.value, [...(members.get(parent.name.value) ?? []), name]);
                break;
            }
            case Kind.UNION_TYPE_DEFINITION:
                types.set(definition.name.value, { weight: 1, fields: new Map() });
                members.set(definition.name.value, (definition.types ?? []).map(({ name }) => name.value));
                break;
            case Kind.INPUT_OBJECT_TYPE_DEFINITION:
                types.set(definition.name.value, {
                    weight: 0,
                    fields: new Map(),
                    inputFields: new Map((definition.fields ?? []).map((field) => [field.name.value, argumentRule(field, names)])),
                });
                break;
            case Kind.ENUM_TYPE_DEFINITION:
            case Kind.SCALAR_TYPE_DEFINITION:
                types.set(definition.name.value, { weight: weightAt(definition.directives, names) ?? 0, fields: new Map() });
                break;
        }
    }
    const weightOf = (name) => types.get(name)?.weight ?? 0;
    return {
        field: (typeName, fieldName) => types.get(typeName)?.fields.get(fieldName),
        // What comes back for an interface or a union may be the dearest of its members.
        typeWeight: (name) => Math.max(weightOf(name), ...(members.get(name) ?? []).map(weightOf)),
        inputFields: (name) => types.get(name)?.inputFields,
    };
}
function fieldRule(field, names) {
    return {
        weight: weightAt(field.directives, names) ?? 0,
        listSize: listSizeAt(field.directives, names),
        isList: isList(field.type),
        returns: namedType(field.type),
        arguments: new Map((field.arguments ?? []).map((argument) => [argument.name.value, argumentRule(argument, names)])),
    };
}
function argumentRule({ directives, type, defaultValue }, names) {
    return {
        weight: weightAt(directives, names) ?? 0,
        type: namedType(type),
        fallback: defaultValue ? valueFromASTUntyped(defaultValue) : undefined,
    };
}
function weightAt(directives, names) {
    const directive = directives?.find(({ name }) => name.value === names.cost);
    const weight = directive && argumentsOf(directive)['weight'];
    return typeof weight === 'number' ? weight : undefined;
}
function listSizeAt(directives, names) {
    const directive = directives?.find(({ name }) => name.value === names.listSize);
    if (!directive)
        return undefined;
    const { assumedSize, slicingArguments, sizedFields, requireOneSlicingArgument } = argumentsOf(directive);
    return {
        assumedSize: typeof assumedSize === 'number' ? assumedSize : undefined,
        slicingArguments: slicingArguments ?? [],
        sizedFields: sizedFields ?? [],
        requireOneSlicingArgument: requireOneSlicingArgument !== false,
    };
}
function argumentsOf(directive) {
    return Object.fromEntries((directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]));
}
function isList(type) {
    return type.kind === Kind.LIST_TYPE || (type.kind === Kind.NON_NULL_TYPE && isList(type.type));
}
function namedType(type) {
    return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
//# sourceMappingURL=cost-rules.js.map