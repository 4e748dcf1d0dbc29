export const open = { authenticated: false, scopes: [], policies: [] };
export function isOpen({ authenticated, scopes, policies }) {
    return !authenticated && scopes.length === 0 && policies.length === 0;
}
/** Both must hold. Lists that are there already are not repeated. */
export function both(a, b) {
    if (isOpen(a))
        return b;
    if (isOpen(b))
        return a;
    return {
        authenticated: a.authenticated || b.authenticated,
        scopes: unique([...a.scopes, ...b.scopes]),
        policies: unique([...a.policies, ...b.policies]),
    };
}
/**
 * Why the principal may not have what needs this, or undefined when it may.
 *
 * @param policies those that hold for this principal now (see policies.ts)
 */
export function refusalOf(requirement, principal, policies) {
    if (isOpen(requirement))
        return undefined;
    if (!principal)
        return { code: 'UNAUTHENTICATED', message: 'Sign in to see this.' };
    const granted = new Set(principal.kind === 'user' ? principal.scopes : []);
    const missing = requirement.scopes.find((list) => !list.some((all) => all.every((scope) => granted.has(scope))));
    if (missing)
        return { code: 'FORBIDDEN', message: `This needs the permission ${inWords(missing)}.` };
    const unmet = requirement.policies.find((list) => !list.some((all) => all.every((policy) => policies.has(policy))));
    return unmet && { code: 'FORBIDDEN', message: `A policy closes this to you: ${inWords(unmet)}.` };
}
function inWords(list) {
    return list.map((all) => all.map((scope) => `"${scope}"`).join(' and ')).join(', or ') || 'that nobody has';
}
function unique(lists) {
    return [...new Map(lists.map((list) => [JSON.stringify(list), list])).values()];
}
//# sourceMappingURL=requirement.js.map