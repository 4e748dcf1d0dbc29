import { Kind, visit, } from 'graphql';
/** More variables in `@skip` and `@include` than this would make too many plans of one document: it is planned undecided. */
const variablesMax = 5;
/** Variables of which each combination is planned ahead. */
const allDecidedMax = 2;
/** The variables in a document's conditions; undefined where they are more than can be decided. */
export function conditionVariables(document) {
    const names = new Set();
    visit(document, {
        Directive(directive) {
            const value = conditionOf(directive)?.value;
            if (value?.kind === Kind.VARIABLE)
                names.add(value.name.value);
        },
    });
    return names.size > variablesMax ? undefined : [...names];
}
/** Sets of variables that lead to every plan of the document, while they are few; else to the one by its default values. */
export function decidingVariables(document) {
    const names = conditionVariables(document) ?? [];
    if (names.length > allDecidedMax)
        return [{}];
    return names.reduce((sets, name) => sets.flatMap((set) => [false, true].map((value) => ({ ...set, [name]: value }))), [{}]);
}
/** What these variables are in one request. What is no Boolean is refused before anything is run. */
export function decisionsOf(names, operation, variables) {
    return new Map(names.map((name) => [name, given(name)]));
    function given(name) {
        if (Object.hasOwn(variables, name))
            return variables[name] === true;
        const definition = operation?.variableDefinitions?.find(({ variable }) => variable.name.value === name);
        return definition?.defaultValue?.kind === Kind.BOOLEAN && definition.defaultValue.value;
    }
}
const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
/**
 * The document without `@skip` and `@include`, and without what they leave out.
 *
 * Apollo's planner asks for what a field needs by `@requires` under the field's condition, and yet has every field of the
 * same fetch wait for it: with the one left out, the others would be missing as well. So conditions are decided first.
 */
export function decided(document, decisions) {
    return visit(document, {
        SelectionSet: {
            enter(node) {
                const selections = node.selections.filter((selection) => isIn(selection, decisions)).map(withoutConditions);
                return { ...node, selections: selections.length > 0 ? selections : [typename] };
            },
        },
    });
}
function isIn({ directives }, decisions) {
    return (directives ?? []).every((directive) => {
        const condition = conditionOf(directive);
        if (!condition)
            return true;
        const { value, wanted } = condition;
        if (value.kind === Kind.VARIABLE)
            return decisions.get(value.name.value) === wanted;
        return value.kind === Kind.BOOLEAN && value.value === wanted;
    });
}
function withoutConditions(node) {
    return node.directives?.some(conditionOf)
        ? { ...node, directives: node.directives.filter((directive) => !conditionOf(directive)) }
        : node;
}
function conditionOf({ name, arguments: given }) {
    if (name.value !== 'skip' && name.value !== 'include')
        return undefined;
    const value = given?.find((argument) => argument.name.value === 'if')?.value;
    return value && { value, wanted: name.value === 'include' };
}
//# sourceMappingURL=decided-conditions.js.map