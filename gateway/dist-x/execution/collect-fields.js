import { isCompositeType, Kind, } from 'graphql';
import { meetsCondition } from './type-condition.js';
/**
 * The fields of an object in the order of the specification (6.3.2), for a type that the object said to be of. One that
 * said nothing is taken for what its place in the operation says.
 */
export function collectFields(selections, typename, { schema, fragments, includes }) {
    const collected = new Map();
    for (const { selectionSet, parent } of selections)
        collect(selectionSet, parent);
    return [...collected.values()];
    function collect({ selections: nodes }, parent) {
        for (const node of nodes) {
            if (!includes(node))
                continue;
            if (node.kind === Kind.FIELD)
                add(node, parent);
            else {
                const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
                if (!fragment)
                    continue;
                const condition = fragment.typeCondition ? schema.getType(fragment.typeCondition.name.value) : parent;
                if (isCompositeType(condition) && meetsCondition(schema, condition.name, typename ?? parent.name))
                    collect(fragment.selectionSet, condition);
            }
        }
    }
    function add(node, parent) {
        const responseName = (node.alias ?? node.name).value;
        const known = collected.get(responseName);
        if (known)
            known.nodes.push(node);
        else
            collected.set(responseName, { responseName, parent, nodes: [node] });
    }
}
//# sourceMappingURL=collect-fields.js.map