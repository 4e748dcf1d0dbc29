/** After this time somebody has to sign in again for what needs a fresh sign-in. */
const freshSeconds = 300;
/** The names that `@policy` may use. A scope says what one may do; a policy says who one has to be, and how. */
const policies = {
    /** A person at the application; not a program with an API key, whatever its scopes are. */
    in_person: (principal) => principal.kind === 'user' && principal.apiKeyId === undefined,
    /** Has shown the password within the last minutes. A token that does not say when has not. */
    recent_sign_in: (principal, nowSeconds) => principal.kind === 'user' &&
        principal.apiKeyId === undefined &&
        principal.authenticatedAt !== undefined &&
        nowSeconds - principal.authenticatedAt <= freshSeconds,
    /** Answers for the firm as a whole. */
    firm_owner: (principal) => principal.kind === 'user' && principal.firmId !== undefined && principal.role === 'owner',
};
export const policyNames = new Set(Object.keys(policies));
const nobodys = new Set();
/** The policies that hold for this principal now. One that nobody defined holds for nobody. */
export function grantedPolicies(principal, now = Date.now()) {
    if (!principal)
        return nobodys;
    const nowSeconds = now / 1_000;
    return new Set([...policyNames].filter((name) => policies[name]?.(principal, nowSeconds)));
}
//# sourceMappingURL=policies.js.map