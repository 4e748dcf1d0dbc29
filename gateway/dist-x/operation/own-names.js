import { Kind, parse, valueFromASTUntyped, visit } from 'graphql';
/**
 * Names of fields that the planner fetches on its own account: of keys, and of what `@requires` names. It fetches them
 * under their plain names.
 */
export function plannedNames(supergraph) {
    const names = new Set(['__typename']);
    visit(supergraph, {
        Directive({ name, arguments: given }) {
            if (name.value !== 'join__type' && name.value !== 'join__field')
                return;
            for (const argument of given ?? []) {
                if (argument.name.value !== 'key' && argument.name.value !== 'requires')
                    continue;
                const text = valueFromASTUntyped(argument.value);
                if (typeof text === 'string')
                    addNames(parse(`{ ${text} }`, { noLocation: true }));
            }
        },
    });
    return names;
    function addNames(selections) {
        visit(selections, { Field: ({ name }) => void names.add(name.value) });
    }
}
/**
 * Gives a field a name of its own where its response name could be taken for another field that the planner fetches
 * beside it: `id: name` for the key, `price(currency: "EUR")` for the price that `@requires` asks for in dollars. Both would
 * come under one name, and subgraphs refuse such a query or send the one for the other.
 */
export function withOwnNames({ permitted, shape }, planned) {
    const responseNames = new Map();
    let prefix;
    const rename = (document) => visit(document, {
        Field(node) {
            const responseName = (node.alias ?? node.name).value;
            if (!planned.has(responseName) || !isAmbiguous(node))
                return undefined;
            prefix ??= unusedPrefix(shape);
            const own = `${prefix}${responseName}`;
            responseNames.set(own, responseName);
            return { ...node, alias: { kind: Kind.NAME, value: own } };
        },
    });
    const renamedShape = rename(shape);
    if (responseNames.size === 0)
        return { permitted, shape, responseNames };
    return {
        permitted: permitted && (permitted === shape ? renamedShape : rename(permitted)),
        shape: renamedShape,
        responseNames,
    };
}
/** The planner fetches the plain field, or with arguments of its own. */
function isAmbiguous({ alias, name, arguments: given }) {
    return (alias !== undefined && alias.value !== name.value) || (given ?? []).length > 0;
}
function unusedPrefix(document) {
    const used = [];
    visit(document, { Field: ({ alias }) => void used.push(alias?.value ?? '') });
    let prefix = 'own__';
    while (used.some((name) => name.startsWith(prefix)))
        prefix += '_';
    return prefix;
}
//# sourceMappingURL=own-names.js.map