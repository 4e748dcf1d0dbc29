import { buildOperationContext, executeQueryPlan } from '@apollo/gateway';
import { GraphQLError } from 'graphql';
import { shownPath } from './positions.js';
/** Runs a plan with the executor of `@apollo/gateway`: the reference for ours, and the path for what ours does not do. */
export async function executeStock({ supergraph, plan, shape, operation: { name }, responseNames, isDenied }, { dataSources, context, variables }) {
    const operationName = name ? { operationName: name.value } : {};
    const { data, errors, extensions } = await executeQueryPlan(plan, dataSources, 
    // It reads the variables, the context that data sources get, and a place for its metrics; nothing else.
    {
        request: { variables, ...operationName },
        context,
        logger: context.log,
        metrics: {},
    }, buildOperationContext({ schema: supergraph.apiSchema, operationDocument: shape, ...operationName }), supergraph.supergraphSchema, supergraph.federatedApiSchema);
    return {
        json: JSON.stringify(data && responseNames.size > 0 ? withResponseNames(data, { responseNames, isDenied }) : (data ?? null)),
        errors: (errors ?? []).map((error) => withShownPath(error, responseNames)),
        data,
        mistakes: unexplainedNulls(extensions?.['valueCompletion'], isDenied).map((error) => withShownPath(error, responseNames)),
    };
}
/** The executor tells of nulls that must not be beside the answer only. Where a denial is the cause, it says so already. */
function unexplainedNulls(valueCompletion, isDenied) {
    if (!Array.isArray(valueCompletion))
        return [];
    return valueCompletion
        .filter(({ path }) => !path?.some((part) => isDenied(String(part))))
        .map(({ message, path }) => new GraphQLError(message, path ? { path } : {}));
}
/** Gives fields the names that the client asked for; a permitted selection of the name of a denied one wins. */
function withResponseNames(value, names) {
    if (Array.isArray(value))
        return value.map((element) => withResponseNames(element, names));
    if (typeof value !== 'object' || value === null)
        return value;
    const named = Object.create(null);
    for (const [key, inner] of Object.entries(value)) {
        const shown = names.responseNames.get(key) ?? key;
        if (!names.isDenied(key))
            named[shown] = withResponseNames(inner, names);
        else if (!Object.hasOwn(value, shown))
            named[shown] ??= null;
    }
    return named;
}
function withShownPath(error, responseNames) {
    if (!error.path?.some((part) => responseNames.has(String(part))))
        return error;
    const { message, originalError, extensions } = error;
    return new GraphQLError(message, { path: shownPath(error.path, responseNames), originalError, extensions });
}
//# sourceMappingURL=execute-stock.js.map