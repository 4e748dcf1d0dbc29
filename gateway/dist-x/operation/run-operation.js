import { GraphQLError, GraphQLIncludeDirective, GraphQLSkipDirective, getDirectiveValues, getVariableValues, } from 'graphql';
import { executeStock } from '../execution/execute-stock.js';
import { ClientError, clientError } from './client-error.js';
/** Levels of objects and lists in variables: reading them is recursive, and a stack has an end. */
const variableDepthMax = 64;
function isNestedDeeper(value, levels) {
    if (typeof value !== 'object' || value === null)
        return false;
    return levels === 0 || Object.values(value).some((inner) => isNestedDeeper(inner, levels - 1));
}
/** Mistakes in the variables of an operation, or undefined when they fit. */
export function variableMistakes(prepared, { supergraph, variables, context }) {
    if (isNestedDeeper(variables, variableDepthMax))
        return [
            new ClientError(`The variables are nested more than ${variableDepthMax} levels deep.`, {
                extensions: { code: 'BAD_USER_INPUT' },
            }),
        ];
    const { errors } = getVariableValues(supergraph.apiSchema, prepared.operation.variableDefinitions ?? [], variables, 
    // The message quotes the value; ten of them are enough to find the mistake.
    { maxErrors: 10 });
    return errors?.map((error) => clientError(new GraphQLError(error.message, {
        ...(error.nodes ? { nodes: error.nodes } : {}),
        extensions: { code: 'BAD_USER_INPUT' },
    }), context));
}
/**
 * Runs a prepared query or mutation, or one event of a subscription, and answers with what the client may see: denied
 * fields are null with an error each, unexpected errors are masked.
 */
export async function runOperation(prepared, parts) {
    const { supergraph, context, variables } = parts;
    try {
        const { json, errors, mistakes, data: fetched, } = await (prepared.compiled?.(parts) ?? executeStock({ supergraph, ...prepared }, parts));
        // After an error the data has gaps of which it is the cause: to tell of them as well would tell the same twice.
        const unreported = errors.length > 0 ? [] : mistakes.map(asUnexpected);
        const shown = [
            ...reported(prepared.authorized.denials, prepared, supergraph, variables),
            ...[...errors, ...unreported].map((error) => clientError(error, context)),
        ];
        return { dataJson: json, fetched, ...(shown.length > 0 ? { errors: withoutRepeats(shown) } : {}) };
    }
    catch (error) {
        return { errors: [clientError(error, context)] };
    }
}
/** The result for those who do not write JSON themselves. */
export function asExecutionResult({ dataJson, errors }) {
    return {
        ...(dataJson === undefined ? {} : { data: JSON.parse(dataJson) }),
        ...(errors ? { errors } : {}),
    };
}
/** A field that cannot be null came back null without an error. The client must see that; the cause is ours to find. */
function asUnexpected(mistake) {
    const { message, path } = mistake;
    return new GraphQLError(message, { ...(path ? { path } : {}), originalError: new Error(message) });
}
function reported(denials, { operation }, { apiSchema }, variables) {
    if (denials.length === 0)
        return [];
    const coerced = getVariableValues(apiSchema, operation.variableDefinitions ?? [], variables).coerced ?? {};
    return denials
        .filter(({ conditions }) => conditions.every((directive) => {
        const node = { directives: [directive] };
        return (getDirectiveValues(GraphQLSkipDirective, node, coerced)?.['if'] !== true &&
            getDirectiveValues(GraphQLIncludeDirective, node, coerced)?.['if'] !== false);
    }))
        .map(({ code, message, path }) => new ClientError(message, { path, extensions: { code } }));
}
/** A subgraph that is away fails each of its fetches in the same words; once is enough. */
function withoutRepeats(errors) {
    return [
        ...new Map(errors.map((error) => [JSON.stringify([error.message, error.path, error.extensions]), error])).values(),
    ];
}
//# sourceMappingURL=run-operation.js.map