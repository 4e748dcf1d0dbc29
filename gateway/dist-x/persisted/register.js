import { Kind, parse, print, validate, visit, } from 'graphql';
import { documentId } from './manifest.js';
/**
 * The operations of a client's documents as it sends them: each with the fragments that it uses, and with `__typename` in
 * every object, which Apollo Client's cache adds to what it asks for. Sorted by name. Throws where one has no name of its own.
 */
export function registeredOperations(sources) {
    const definitions = sources.flatMap((source) => parse(source, { noLocation: true }).definitions);
    const fragments = new Map();
    for (const definition of definitions)
        if (definition.kind === Kind.FRAGMENT_DEFINITION)
            fragments.set(definition.name.value, definition);
    const operations = new Map();
    for (const operation of definitions) {
        if (operation.kind !== Kind.OPERATION_DEFINITION)
            continue;
        const name = operation.name?.value;
        if (name === undefined || operations.has(name))
            throw new Error(`An operation needs a name of its own to be registered, got ${name ?? 'none'}.`);
        const body = print(withTypenames(withFragments(operation, fragments)));
        operations.set(name, { id: documentId(body), name, type: operation.operation, body });
    }
    return [...operations.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
/** What of registered operations the schema does not allow, one readable line each. */
export function brokenOperations(schema, operations) {
    return operations.flatMap(({ name, id, body }) => validate(schema, parse(body)).map(({ message }) => `${name} (${id.slice(0, 8)}): ${message}`));
}
function withFragments(operation, fragments) {
    const used = new Set();
    follow(operation.selectionSet);
    return { kind: Kind.DOCUMENT, definitions: [operation, ...used] };
    function follow(selectionSet) {
        visit(selectionSet, {
            FragmentSpread({ name }) {
                const fragment = fragments.get(name.value);
                if (!fragment || used.has(fragment))
                    return;
                used.add(fragment);
                follow(fragment.selectionSet);
            },
        });
    }
}
const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
function withTypenames(document) {
    return visit(document, {
        SelectionSet: {
            enter(node, _key, parent) {
                const isRoot = parent && 'kind' in parent && parent.kind === Kind.OPERATION_DEFINITION;
                const has = node.selections.some((selection) => selection.kind === Kind.FIELD && selection.name.value === '__typename');
                return isRoot || has ? undefined : { ...node, selections: [...node.selections, typename] };
            },
        },
    });
}
//# sourceMappingURL=register.js.map