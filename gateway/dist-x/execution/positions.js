import { getField, isEntity } from './run.js';
/**
 * Where the entities that a fetch was about stand in the data: every place with its indices. An entity that several
 * objects share stands at several. Walked only when a subgraph reports an error.
 */
export function positionsOf(root, path) {
    const found = [];
    walk(root, 0, []);
    return found;
    function walk(value, depth, at) {
        const element = path[depth];
        if (Array.isArray(value)) {
            const next = element === '@' ? depth + 1 : depth;
            for (const [index, item] of value.entries())
                walk(item, next, [...at, index]);
        }
        else if (isEntity(value)) {
            if (element === undefined)
                found.push({ entity: value, at });
            else if (element !== '@')
                walk(getField(value, String(element)), depth + 1, [...at, String(element)]);
        }
    }
}
/** The path as the client knows it: fields that go by names of ours inside have the names that it gave them. */
export function shownPath(path, responseNames) {
    return path.map((part) => (typeof part === 'string' ? (responseNames.get(part) ?? part) : part));
}
//# sourceMappingURL=positions.js.map