/** Something that never changes. */
export function fixedSource(value) {
    return { read: async () => value, watch: () => () => undefined };
}
//# sourceMappingURL=source.js.map