/** Subscribes and keeps what comes. */
export function collect(client, query, { variables, extensions } = {}) {
    const collected = { results: [], end: undefined, stop: () => undefined };
    collected.stop = client.subscribe({ query, ...(variables ? { variables } : {}), ...(extensions ? { extensions } : {}) }, {
        next: (result) => void collected.results.push(result),
        error: (cause) => {
            collected.end = Array.isArray(cause) ? { kind: 'errors', errors: cause } : { kind: 'closed', cause };
        },
        complete: () => {
            collected.end ??= { kind: 'complete' };
        },
    });
    return collected;
}
//# sourceMappingURL=collect.js.map