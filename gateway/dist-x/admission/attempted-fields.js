import { Kind } from 'graphql';
import { defaultsOf, givenValue, isSelected } from '../cost/given-value.js';
/** Mutations that let somebody in. Each call counts as an attempt, however many of them stand in one operation. */
const watched = {
    signUp: { network: 'signUpsPerNetwork', account: 'signUpsPerAccount' },
    signIn: { network: 'signInsPerNetwork', account: 'signInsPerAccount' },
};
/** Finds the attempts in a mutation: aliases and fragments count like fields of their own. */
export function attemptedFields(document, operation) {
    if (operation.operation !== 'mutation')
        return undefined;
    const defaults = defaultsOf(operation);
    const found = [];
    collect(operation.selectionSet, []);
    if (found.length === 0)
        return undefined;
    return (variables) => found
        .filter(({ conditions }) => conditions.every((holds) => (typeof holds === 'boolean' ? holds : holds(variables))))
        .flatMap(({ node }) => attemptOf(node, variables, defaults));
    function collect({ selections }, around) {
        for (const node of selections) {
            const conditions = [...around, isSelected(node.directives, defaults)];
            if (node.kind === Kind.FIELD) {
                if (Object.hasOwn(watched, node.name.value))
                    found.push({ node, conditions });
            }
            else if (node.kind === Kind.INLINE_FRAGMENT)
                collect(node.selectionSet, conditions);
            else {
                const fragment = document.definitions.find((definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === node.name.value);
                if (fragment?.kind === Kind.FRAGMENT_DEFINITION)
                    collect(fragment.selectionSet, conditions);
            }
        }
    }
}
function attemptOf(node, variables, defaults) {
    const rule = watched[node.name.value];
    if (!rule)
        return [];
    const argument = node.arguments?.find(({ name }) => name.value === 'input');
    const input = argument && givenValue(argument.value, variables, defaults);
    const email = input?.email;
    return [
        {
            field: node.name.value,
            ...rule,
            email: typeof email === 'string' ? email.trim().toLowerCase() : undefined,
        },
    ];
}
//# sourceMappingURL=attempted-fields.js.map