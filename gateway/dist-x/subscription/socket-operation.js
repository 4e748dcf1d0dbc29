import { randomUUID } from 'node:crypto';
import { Refused } from '../admission/admission.js';
import { TokenRefused } from '../identity/access-token.js';
import { refusalError } from '../identity/refusal-error.js';
import { clientNameOf } from '../metrics/client-name.js';
import { ClientError, clientError } from '../operation/client-error.js';
import { paidVariableMistakes, readOperation } from '../operation/read-operation.js';
import { asExecutionResult, runOperation } from '../operation/run-operation.js';
import { DocumentRefused } from '../persisted/documents.js';
import { deniedStream } from './denied-stream.js';
import { guardedStream } from './guarded-stream.js';
import { openStream } from './open-streams.js';
import { codesOf, formatted, withRequestId } from './socket-errors.js';
const operationsPerSocketMax = 100;
/** Of a stream, which may fail with every event. */
const errorPathsMax = 100;
/**
 * Begins an operation: the token must still be good, the document known, valid and permitted, and paid for.
 *
 * @param operationsOnSocket this one included.
 * @returns its mistakes where it cannot begin. Never throws: that would close the socket with every stream on it.
 */
export async function beginOperation(parts, client, payload, operationsOnSocket) {
    const requestId = randomUUID();
    const about = {
        requestId,
        client: parts.clientOrigin(client.request),
        log: parts.log.child({ requestId }),
        passedHeaders: parts.passedHeaders?.(client.request.headers),
    };
    const startedAt = performance.now();
    let use;
    try {
        if (operationsOnSocket > operationsPerSocketMax)
            throw tooMany;
        const verified = await currentToken(parts, client, payload);
        const context = { principal: verified?.principal, ...about };
        use = parts.graph();
        if (!use)
            throw nothingServed;
        const variables = { ...payload.variables };
        const { deposit } = parts;
        const { query, extensions, operationName } = payload;
        const request = { query, extensions, operationName: operationName ?? undefined, variables };
        const read = await readOperation(use.graph, request, { context, deposit });
        if (read instanceof Refused)
            throw read.error;
        if ('mistakes' in read)
            throw read.mistakes;
        const { prepared, persisted } = read;
        const { supergraph } = use.graph.operations;
        const mistakes = (await paidVariableMistakes(prepared, { supergraph, context, variables }, deposit)) ?? deniedStream(prepared);
        if (mistakes instanceof Refused)
            throw mistakes.error;
        if (mistakes)
            throw mistakes;
        const admitted = await parts.admit?.(prepared.demand, { context, variables });
        if (admitted instanceof Refused)
            throw admitted.error;
        const clientName = clientNameOf(client.request.headers);
        return runnable(parts, { use, prepared, clientName, persisted, context, verified, variables, admitted, startedAt });
    }
    catch (thrown) {
        use?.end();
        const errors = (Array.isArray(thrown) ? thrown : [thrown]).map((error) => withRequestId(clientError(error instanceof DocumentRefused ? error.error : error, about), requestId));
        const ms = Math.round(performance.now() - startedAt);
        parts.log.info({ requestId, transport: 'websocket', codes: codesOf(errors), ms }, 'refused operation');
        return errors;
    }
}
function runnable({ graph: serve, revocations, count, costInAnswers, run: runQuery = runOperation }, { use, prepared, clientName, persisted, context, verified, variables, admitted, startedAt }) {
    const { operations, dataSources } = use.graph;
    const { supergraph } = operations;
    const run = { supergraph, dataSources, context, variables };
    const { requestId } = context;
    const { operation, authorized } = prepared;
    const codes = new Set();
    const errorPaths = [];
    let results = 0;
    const self = {
        firmId: verified?.principal.firmId,
        args: {
            schema: supergraph.apiSchema,
            document: { kind: authorized.shape.kind, definitions: [operation] },
            variableValues: variables,
        },
        async execute() {
            try {
                const result = await runQuery(prepared, run);
                const settled = admitted?.settle(result.fetched);
                const shown = settled && costInAnswers ? { extensions: { cost: settled.report } } : {};
                return { ...asExecutionResult(result), ...shown };
            }
            finally {
                use.end();
            }
        },
        stream() {
            const subscription = openStream(use, { prepared, context, variables }, serve);
            return guardedStream(subscription, { verified, revocations });
        },
        result({ data, errors, extensions }) {
            results += 1;
            if (!errors)
                return undefined;
            for (const code of codesOf(errors))
                codes.add(code);
            for (const { path = [] } of errors)
                if (errorPaths.length < errorPathsMax)
                    errorPaths.push(path);
            return {
                ...(data === undefined ? {} : { data }),
                errors: errors.map((error) => formatted(error, requestId)),
                ...(extensions ? { extensions } : {}),
            };
        },
        failure(errors) {
            return errors.map((error) => {
                // The library wraps what a stream throws in an error of its own.
                const shown = clientError(error.originalError instanceof ClientError ? error.originalError : error, context);
                codes.add(String(shown.extensions['code']));
                return formatted(shown, requestId);
            });
        },
        ended() {
            const facts = {
                transport: 'websocket',
                operationType: operation.operation,
                operationName: operation.name?.value,
                firmId: verified?.principal.firmId,
            };
            const ms = performance.now() - startedAt;
            const { apiSchema } = supergraph;
            const asked = { apiSchema, document: prepared.document, errorPaths, persisted, ...clientName };
            count?.({ ...facts, ...asked, apiKeyId: undefined, codes: [...codes], ms });
            const shown = codes.size > 0 ? { codes: [...codes] } : {};
            context.log.info({ ...facts, persisted, results, ms: Math.round(ms), ...shown }, 'operation');
        },
    };
    self.args.contextValue = self;
    return self;
}
/** The token of this operation, still good. Throws the error for the client. */
async function currentToken({ authenticate, revocations }, { verified }, { extensions }) {
    try {
        const renewed = extensions?.['authorization'];
        if (renewed !== undefined)
            return await authenticate(renewed);
        if (verified && verified.expiresAt <= Date.now())
            throw new TokenRefused('expired');
        if (verified && revocations.has(verified.principal.sessionId))
            throw new TokenRefused('revoked');
        return verified;
    }
    catch (error) {
        throw error instanceof TokenRefused ? refusalError(error.reason) : error;
    }
}
const tooMany = new ClientError(`A socket serves ${operationsPerSocketMax} operations at a time.`, {
    extensions: { code: 'BAD_REQUEST' },
});
const nothingServed = new ClientError('There is nothing at this path.', { extensions: { code: 'NOT_FOUND' } });
//# sourceMappingURL=socket-operation.js.map