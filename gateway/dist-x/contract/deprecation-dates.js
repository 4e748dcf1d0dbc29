import { valueFromASTUntyped, visit } from 'graphql';
/** A day in a reason: from then on what is deprecated may be gone. */
const day = /\b\d{4}-\d{2}-\d{2}\b/;
/**
 * Deprecations that do not say until when, as a line each. Clients plan by the date; the reason has to name one, in the
 * form YYYY-MM-DD.
 */
export function undatedDeprecations(schema) {
    const undated = [];
    const names = [];
    visit(schema, {
        enter(node) {
            if ('name' in node && node.kind.endsWith('Definition') && node.name)
                names.push(node.name);
            if (node.kind !== 'Directive' || node.name.value !== 'deprecated')
                return;
            const reason = node.arguments?.find(({ name }) => name.value === 'reason')?.value;
            if (day.test(reason ? String(valueFromASTUntyped(reason)) : ''))
                return;
            undated.push(names.map(({ value }) => value).join('.'));
        },
        leave(node) {
            if ('name' in node && node.kind.endsWith('Definition') && node.name)
                names.pop();
        },
    });
    return undated;
}
//# sourceMappingURL=deprecation-dates.js.map