import { getNamedType, isCompositeType, isInterfaceType, isObjectType, Kind, } from 'graphql';
import { amountOf, sum } from './amount.js';
import { argumentsCost } from './argument-cost.js';
import { defaultsOf } from './given-value.js';
import { mutationWeight } from './requested-cost.js';
/**
 * Counts an answer by the same weights as the request, with the lists as long as they came. Only what costs something is
 * looked at: of most objects that is one number each, never their scalars.
 */
export function actualCost(document, operation, { schema, rules }) {
    const defaults = defaultsOf(operation);
    const fragments = new Map();
    for (const definition of document.definitions)
        if (definition.kind === Kind.FRAGMENT_DEFINITION)
            fragments.set(definition.name.value, definition);
    const root = schema.getRootType(operation.operation);
    const counted = root ? selection([{ set: operation.selectionSet, parent: root }]) : [];
    const base = operation.operation === 'mutation' ? mutationWeight : 0;
    return (data, variables) => base + (isObject(data) ? countFields(counted, data, variables) : 0);
    /** Fields of one response name are one field of the answer, wherever in the document they stand. */
    function selection(parts) {
        const fields = new Map();
        for (const { set, parent } of parts)
            collect(set, parent);
        return [...fields]
            .map(([name, { perCall, perValue, inner }]) => ({ name, perCall, perValue, below: selection(inner) }))
            .filter(({ perCall, perValue, below }) => perCall !== 0 || perValue !== 0 || below.length > 0);
        function collect({ selections }, parent) {
            for (const node of selections) {
                if (node.kind !== Kind.FIELD) {
                    const { typeCondition, selectionSet } = node.kind === Kind.INLINE_FRAGMENT ? node : (fragments.get(node.name.value) ?? { selectionSet: empty });
                    const type = typeCondition ? schema.getType(typeCondition.name.value) : parent;
                    collect(selectionSet, isCompositeType(type) ? type : parent);
                    continue;
                }
                const rule = rules.field(parent.name, node.name.value);
                if (!rule || !(isObjectType(parent) || isInterfaceType(parent)))
                    continue;
                const definition = parent.getFields()[node.name.value];
                const returned = definition && getNamedType(definition.type);
                const name = node.alias?.value ?? node.name.value;
                const before = fields.get(name);
                fields.set(name, {
                    perCall: before?.perCall ??
                        sum([rule.weight, argumentsCost(node.arguments ?? [], rule.arguments, { rules, defaults })]),
                    perValue: Math.max(before?.perValue ?? 0, rules.typeWeight(rule.returns)),
                    inner: [
                        ...(before?.inner ?? []),
                        ...(node.selectionSet && isCompositeType(returned) ? [{ set: node.selectionSet, parent: returned }] : []),
                    ],
                });
            }
        }
    }
}
const empty = { kind: Kind.SELECTION_SET, selections: [] };
function countFields(counted, value, variables) {
    let total = 0;
    for (const field of counted) {
        if (!Object.hasOwn(value, field.name))
            continue;
        total += amountOf(field.perCall, variables) + countValue(field, value[field.name], variables);
    }
    return total;
}
function countValue(field, value, variables) {
    if (value === null || value === undefined)
        return 0;
    if (Array.isArray(value)) {
        let total = 0;
        for (const each of value)
            total += countValue(field, each, variables);
        return total;
    }
    return field.perValue + (isObject(value) ? countFields(field.below, value, variables) : 0);
}
function isObject(value) {
    return typeof value === 'object' && value !== null;
}
//# sourceMappingURL=actual-cost.js.map