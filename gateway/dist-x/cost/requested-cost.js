import { getNamedType, isCompositeType, isInterfaceType, isObjectType, Kind, } from 'graphql';
import { largest, product, sum, where } from './amount.js';
import { argumentsCost } from './argument-cost.js';
import { defaultsOf, isSelected } from './given-value.js';
import { listSizeOf, unstatedListSize } from './list-size.js';
/** What a mutation costs before its fields are counted: it writes, and sends events. */
export const mutationWeight = 10;
const none = new Map();
/**
 * The most that an operation can cost, from its text and variables alone.
 *
 * A field costs its own weight and those of its arguments, and then for each value that it may return the weight of the
 * type and what is selected below. Of fragments on different types only the dearest can apply to one value.
 */
export function requestedCost(document, operation, { schema, rules }) {
    const defaults = defaultsOf(operation);
    const fragments = new Map();
    for (const definition of document.definitions)
        if (definition.kind === Kind.FRAGMENT_DEFINITION)
            fragments.set(definition.name.value, definition);
    const known = new Map();
    const root = schema.getRootType(operation.operation);
    if (!root)
        return 0;
    return sum([operation.operation === 'mutation' ? mutationWeight : 0, selection(operation.selectionSet, root, none)]);
    function selection({ selections }, parent, sized) {
        const always = [];
        /** By object type, where the parent is abstract: of these only one can be the type of a value. */
        const alternatives = new Map();
        for (const node of selections) {
            const selected = isSelected(node.directives, defaults);
            if (node.kind === Kind.FIELD) {
                always.push(where(selected, field(node, parent, sized)));
                continue;
            }
            const condition = node.kind === Kind.INLINE_FRAGMENT ? node.typeCondition : fragmentOf(node.name.value).typeCondition;
            const type = condition ? compositeType(schema, condition.name.value) : parent;
            const inner = node.kind === Kind.INLINE_FRAGMENT
                ? selection(node.selectionSet, type, sized)
                : spread(node.name.value, type, sized);
            const amounts = isObjectType(type) && type !== parent ? (alternatives.get(type.name) ?? []) : always;
            if (amounts !== always)
                alternatives.set(type.name, amounts);
            amounts.push(where(selected, inner));
        }
        return sum([...always, largest([...alternatives.values()].map(sum))]);
    }
    /** A fragment costs the same wherever it is spread, but where a list around it has stated sizes for its fields. */
    function spread(name, type, sized) {
        const { selectionSet } = fragmentOf(name);
        if (sized.size > 0)
            return selection(selectionSet, type, sized);
        const found = known.get(name);
        if (found !== undefined)
            return found;
        const cost = selection(selectionSet, type, none);
        known.set(name, cost);
        return cost;
    }
    function field(node, parent, sized) {
        const rule = rules.field(parent.name, node.name.value);
        if (!rule || !(isObjectType(parent) || isInterfaceType(parent)))
            return 0;
        const { listSize } = rule;
        const stated = listSize && listSizeOf(node, rule, listSize, defaults);
        const below = stated !== undefined && listSize && listSize.sizedFields.length > 0
            ? new Map(listSize.sizedFields.map((name) => [name, stated]))
            : none;
        const own = below === none ? stated : undefined;
        const size = rule.isList ? (own ?? sized.get(node.name.value) ?? unstatedListSize) : 1;
        const definition = parent.getFields()[node.name.value];
        const returned = definition && getNamedType(definition.type);
        const inner = node.selectionSet && isCompositeType(returned) ? selection(node.selectionSet, returned, below) : 0;
        return sum([
            rule.weight,
            argumentsCost(node.arguments ?? [], rule.arguments, { rules, defaults }),
            product(size, sum([rules.typeWeight(rule.returns), inner])),
        ]);
    }
    function fragmentOf(name) {
        const definition = fragments.get(name);
        if (!definition)
            throw new Error(`The fragment ${name} is not defined.`);
        return definition;
    }
}
function compositeType(schema, name) {
    const type = schema.getType(name);
    if (!isCompositeType(type))
        throw new Error(`${name} is not a type with fields.`);
    return type;
}
//# sourceMappingURL=requested-cost.js.map