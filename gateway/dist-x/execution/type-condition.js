import { isAbstractType, isInterfaceType, isObjectType } from 'graphql';
/**
 * Whether an object that says to be of a type meets a type condition. An interface may be said, too: a subgraph with an
 * interface object knows no better.
 */
export function meetsCondition(schema, condition, typename) {
    if (condition === typename)
        return true;
    const type = schema.getType(String(typename));
    const conditional = schema.getType(condition);
    return (isAbstractType(conditional) && (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(conditional, type));
}
//# sourceMappingURL=type-condition.js.map