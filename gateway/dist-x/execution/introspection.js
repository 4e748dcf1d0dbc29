import { executeSync, Kind, } from 'graphql';
/** What the schema says about itself, as JSON; computed once where no variable plays a part. */
export function compileIntrospection({ schema, operation, fragments, nodes, }) {
    const document = {
        kind: Kind.DOCUMENT,
        definitions: [
            { ...operation, directives: [], selectionSet: { kind: Kind.SELECTION_SET, selections: nodes } },
            ...fragments.values(),
        ],
    };
    const introspect = (variableValues) => {
        const { data, errors } = executeSync({ schema, document, rootValue: {}, variableValues });
        if (errors?.[0])
            throw errors[0];
        const [value = null] = Object.values(data ?? {});
        return JSON.stringify(value);
    };
    if ((operation.variableDefinitions ?? []).length > 0)
        return introspect;
    let json;
    return () => (json ??= introspect({}));
}
//# sourceMappingURL=introspection.js.map