const known = new WeakMap();
/** Whoever has the same text gets the same answers from subgraphs: everything that a service token says of a principal. */
export function identityOf(principal) {
    if (!principal)
        return 'anonymous';
    let identity = known.get(principal);
    if (identity === undefined) {
        identity = JSON.stringify(principal);
        known.set(principal, identity);
    }
    return identity;
}
//# sourceMappingURL=identity.js.map