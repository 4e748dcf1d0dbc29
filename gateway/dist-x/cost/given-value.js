import { GraphQLIncludeDirective, GraphQLSkipDirective, Kind, valueFromASTUntyped, } from 'graphql';
export function defaultsOf({ variableDefinitions }) {
    return new Map((variableDefinitions ?? []).flatMap(({ variable, defaultValue }) => defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : []));
}
export function hasVariable(node) {
    if (node.kind === Kind.VARIABLE)
        return true;
    if (node.kind === Kind.LIST)
        return node.values.some(hasVariable);
    return node.kind === Kind.OBJECT && node.fields.some(({ value }) => hasVariable(value));
}
/** A value of the document with the variables in it filled in; undefined where one is not given and has no default. */
export function givenValue(node, variables, defaults) {
    switch (node.kind) {
        case Kind.VARIABLE: {
            const name = node.name.value;
            return Object.hasOwn(variables, name) ? variables[name] : defaults.get(name);
        }
        case Kind.LIST:
            return node.values.map((value) => givenValue(value, variables, defaults));
        case Kind.OBJECT:
            return Object.fromEntries(node.fields.map(({ name, value }) => [name.value, givenValue(value, variables, defaults)]));
        default:
            return valueFromASTUntyped(node);
    }
}
/** Whether `@skip` and `@include` leave a selection in: known at once, or by the variables. */
export function isSelected(directives, defaults) {
    const conditions = (directives ?? []).flatMap(({ name, arguments: given }) => {
        const value = given?.find((argument) => argument.name.value === 'if')?.value;
        const wanted = conditionalDirectives.get(name.value);
        return value && wanted !== undefined ? [{ value, wanted }] : [];
    });
    const holds = (variables) => conditions.every(({ value, wanted }) => givenValue(value, variables, defaults) === wanted);
    return conditions.some(({ value }) => hasVariable(value)) ? holds : holds({});
}
/** By the name of a directive the value of `if` that leaves its selection in. */
const conditionalDirectives = new Map([
    [GraphQLIncludeDirective.name, true],
    [GraphQLSkipDirective.name, false],
]);
//# sourceMappingURL=given-value.js.map