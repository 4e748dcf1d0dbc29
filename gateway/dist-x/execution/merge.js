import { getField, isEntity, setField } from './run.js';
/** Merges what a subgraph sent into what is there: objects field by field, lists of equal length item by item. */
export function merge(target, source, mayAdopt = always) {
    merger(source)(target, mayAdopt);
}
/** The same for one source and many targets. */
export function merger(source) {
    const fields = Object.keys(source);
    return (target, mayAdopt) => {
        for (const field of fields) {
            const value = source[field];
            if (typeof value !== 'object' || value === null) {
                if (value !== undefined)
                    setField(target, field, value);
                continue;
            }
            const present = getField(target, field);
            if (isEntity(value) && isEntity(present))
                merge(present, value, mayAdopt(field) ? always : never);
            else if (Array.isArray(value) && Array.isArray(present) && value.length === present.length)
                mergeLists(present, value, mayAdopt(field));
            else
                setField(target, field, mayAdopt(field) ? value : copyOf(value));
        }
    };
}
function mergeLists(target, source, adopt) {
    for (const [at, value] of source.entries()) {
        const present = target[at];
        if (isEntity(value) && isEntity(present))
            merge(present, value, adopt ? always : never);
        else
            target[at] = adopt || typeof value !== 'object' ? value : copyOf(value);
    }
}
export const always = () => true;
const never = () => false;
function copyOf(value) {
    if (Array.isArray(value))
        return value.map(copyOf);
    if (!isEntity(value))
        return value;
    const copy = {};
    for (const field of Object.keys(value))
        setField(copy, field, copyOf(value[field]));
    return copy;
}
//# sourceMappingURL=merge.js.map