import { GraphQLError } from 'graphql';
import { ClientError, clientError } from '../operation/client-error.js';
import { variableMistakes } from '../operation/run-operation.js';
import { deniedStream } from './denied-stream.js';
export function streamPlan({ graph, end }, { prepared, context, variables }) {
    const { operations, dataSources, upstreamSockets } = graph;
    const run = { supergraph: operations.supergraph, dataSources, context, variables };
    return { prepared, run, upstreamSockets, end };
}
/**
 * Plans a stream that is open once more, with another supergraph. Throws the error to end it with: one of access, or
 * SUBSCRIPTION_SCHEMA_CHANGED where the supergraph has no longer what it asks for.
 */
export function planAgain(use, begun) {
    const { context, variables } = begun;
    const prepared = preparedAgain(use.graph, begun);
    const { supergraph } = use.graph.operations;
    const [mistake] = variableMistakes(prepared, { supergraph, context, variables }) ?? [];
    if (mistake)
        throw schemaChanged(mistake);
    const [denial] = deniedStream(prepared) ?? [];
    if (denial)
        throw denial;
    return streamPlan(use, { prepared, context, variables });
}
function preparedAgain({ operations }, { prepared, context, variables }) {
    const { text: source, operation } = prepared;
    try {
        const document = operations.admit(source);
        if (!('kind' in document))
            throw document[0];
        const operationName = operation.name?.value;
        return operations.prepare({ source, document, operationName, principal: context.principal, variables });
    }
    catch (error) {
        throw error instanceof GraphQLError ? schemaChanged(clientError(error, context)) : error;
    }
}
function schemaChanged({ message }) {
    return new ClientError(`The graph has changed, and this subscription does not fit it any more. ${message}`, {
        extensions: { code: 'SUBSCRIPTION_SCHEMA_CHANGED' },
    });
}
//# sourceMappingURL=stream-plan.js.map