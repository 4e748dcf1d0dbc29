import { Kind } from 'graphql';
import { compileCostRules } from './cost/cost-rules.js';
/**
 * Lists of objects whose length nobody has stated, as coordinates: neither by `@listSize` at the field, nor by the
 * `sizedFields` of a field that leads to it. Lists of scalars cost nothing, however long they are.
 */
export function unsizedLists(supergraph) {
    const rules = compileCostRules(supergraph);
    const lists = [];
    const objects = new Set();
    const sized = new Set();
    for (const definition of supergraph.definitions) {
        switch (definition.kind) {
            case Kind.OBJECT_TYPE_DEFINITION:
            case Kind.INTERFACE_TYPE_DEFINITION:
            case Kind.UNION_TYPE_DEFINITION:
                objects.add(definition.name.value);
        }
        if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION)
            continue;
        for (const field of definition.fields ?? []) {
            const type = definition.name.value;
            const rule = rules.field(type, field.name.value);
            for (const name of rule?.listSize?.sizedFields ?? [])
                sized.add(`${rule?.returns}.${name}`);
            if (rule?.isList && !rule.listSize)
                lists.push({ type, field });
        }
    }
    return lists
        .filter(({ field }) => objects.has(namedType(field.type)))
        .map(({ type, field }) => `${type}.${field.name.value}`)
        .filter((coordinate) => !sized.has(coordinate));
}
function namedType(type) {
    return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
//# sourceMappingURL=cost-check.js.map