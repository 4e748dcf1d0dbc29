export function isEntity(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** Property names that every object inherits: reading them plainly finds a function where there is no field. */
const inherited = new Set(Object.getOwnPropertyNames(Object.prototype));
export function isInherited(name) {
    return inherited.has(name);
}
/** How to read one field of an entity. Most names need no look at whether the object owns them. */
export function fieldReader(name) {
    return inherited.has(name)
        ? (entity) => (Object.hasOwn(entity, name) ? entity[name] : undefined)
        : (entity) => entity[name];
}
export function setField(entity, name, value) {
    if (inherited.has(name))
        Object.defineProperty(entity, name, { value, configurable: true, enumerable: true, writable: true });
    else
        entity[name] = value;
}
export function getField(entity, name) {
    return inherited.has(name) && !Object.hasOwn(entity, name) ? undefined : entity[name];
}
//# sourceMappingURL=run.js.map