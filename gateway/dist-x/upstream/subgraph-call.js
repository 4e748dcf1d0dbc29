/** Whether asking twice does no harm: only a mutation changes anything. */
export function isSafeCall(body) {
    return !body.startsWith('{"query":"mutation');
}
//# sourceMappingURL=subgraph-call.js.map