import { getField, isEntity, setField } from './run.js';
import { meetsCondition } from './type-condition.js';
const fragmentPrefix = '... on ';
/**
 * Compiles the planner's rewrites of one fetch: values to set (the interface's name for an interface object) and keys to
 * rename (fields that were fetched under an alias because two types of a union disagree).
 */
export function compileRewrites(schema, rewrites) {
    if (!rewrites || rewrites.length === 0)
        return undefined;
    const changes = rewrites.map((rewrite) => compileRewrite(schema, rewrite));
    return (value) => {
        for (const change of changes)
            change(value);
    };
}
function compileRewrite(schema, rewrite) {
    const field = rewrite.path.at(-1);
    if (field === undefined || field.startsWith(fragmentPrefix))
        throw new Error(`A rewrite ends at "${field}", which is no field.`);
    const change = rewrite.kind === 'ValueSetter' ? setter(field, rewrite.setValueTo) : renamer(field, rewrite.renameKeyTo);
    return rewrite.path
        .slice(0, -1)
        .reduceRight((next, element) => descend(schema, element, next), onEach(change));
}
function setter(field, value) {
    return (entity) => setField(entity, field, value);
}
function renamer(field, name) {
    return (entity) => {
        const value = getField(entity, field);
        if (!value)
            return;
        setField(entity, name, value);
        entity[field] = undefined;
    };
}
function descend(schema, element, next) {
    if (!element.startsWith(fragmentPrefix))
        return onEach((entity) => next(getField(entity, element)));
    const condition = element.slice(fragmentPrefix.length);
    return onEach((entity) => {
        const typename = entity['__typename'];
        // Where the type's name was not fetched there is one type only.
        if (!typename || meetsCondition(schema, condition, typename))
            next(entity);
    });
}
function onEach(change) {
    return function each(value) {
        if (Array.isArray(value))
            for (const item of value)
                each(item);
        else if (isEntity(value))
            change(value);
    };
}
//# sourceMappingURL=rewrite.js.map