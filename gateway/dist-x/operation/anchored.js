import { Kind, visit } from 'graphql';
const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
/**
 * The document with `__typename` in every object of which nothing may be left by `@skip` and `@include`.
 *
 * Apollo's planner drops an object altogether whose own fields are all left out, when the object itself has a condition:
 * instead of `{}` there would be a null, and where none is allowed an error. Only what is planned is changed, not what is
 * answered; a document without conditions is returned as it is.
 */
export function anchored(document) {
    if (!hasConditions(document))
        return document;
    return visit(document, {
        SelectionSet: {
            enter(node, _key, parent) {
                const isRoot = parent && 'kind' in parent && parent.kind === Kind.OPERATION_DEFINITION;
                return isRoot || hasCertainField(node) ? undefined : { ...node, selections: [...node.selections, typename] };
            },
        },
    });
}
function hasCertainField({ selections }) {
    return selections.some((node) => node.kind === Kind.FIELD && (node.directives ?? []).length === 0);
}
function hasConditions(document) {
    let found = false;
    visit(document, {
        Directive({ name }) {
            found ||= name.value === 'skip' || name.value === 'include';
        },
    });
    return found;
}
//# sourceMappingURL=anchored.js.map