import { placesOf } from './places.js';
/**
 * Finds out where equal objects may be one object instead of a copy each: what equal entities were fetched, and what one
 * fetch brings over and over.
 *
 * They may where nobody else writes into it with one of its places in mind: no other fetch, which works on something
 * above, brings fields of the same object. Fetches for the object itself depend on what is in it, and fetches below find
 * the shared object once and fill it once.
 */
export function findSharedFields(plan) {
    const fetches = fetchesOf(plan, []);
    // A renamed key is written under a name that stands in no query.
    const renames = fetches.some(({ node }) => node.outputRewrites?.some(({ kind }) => kind === 'KeyRenamer'));
    const shared = new Map();
    const places = new Map();
    const paths = new Set();
    if (!renames) {
        for (const fetch of fetches) {
            const own = keyOf(fetch.path);
            const fields = new Map();
            for (const [written, place] of fetch.writes) {
                if (fetches.some((other) => other !== fetch && other.writes.has(written)))
                    continue;
                place.mayRepeat = true;
                paths.add(written);
                if (written.lastIndexOf('.') === own.length)
                    fields.set(written.slice(own.length + 1), written);
            }
            places.set(fetch.node, fetch.place);
            if (fetch.node.requires && fetch.path.includes('@'))
                shared.set(fetch.node, fields);
        }
    }
    return {
        of: (node) => shared.get(node) ?? none,
        place: (node) => places.get(node),
        has: (path) => paths.has(path),
    };
}
const none = new Map();
/** The path of an object without the items of lists, as a key: `.users.reviews`. */
function keyOf(path) {
    return path
        .filter((element) => element !== '@')
        .map((element) => `.${element}`)
        .join('');
}
function fetchesOf(node, path) {
    switch (node?.kind) {
        case 'Sequence':
        case 'Parallel':
            return node.nodes.flatMap((inner) => fetchesOf(inner, path));
        case 'Flatten':
            return fetchesOf(node.node, [...path, ...node.path]);
        case 'Condition':
            return [...fetchesOf(node.ifClause, path), ...fetchesOf(node.elseClause, path)];
        case 'Fetch': {
            const place = placesOf(node, keyOf(path));
            return [{ node, path, place, writes: new Map(placesBelow(place)) }];
        }
        default:
            return [];
    }
}
function placesBelow({ fields }) {
    return fields.flatMap(({ place }) => (place ? [[place.path, place], ...placesBelow(place)] : []));
}
//# sourceMappingURL=shared-fields.js.map