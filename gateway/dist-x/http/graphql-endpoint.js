import { isTracing } from '@smarterfirms/platform/is-tracing';
import { GraphQLError } from 'graphql';
import { Refused } from '../admission/admission.js';
import { Cancellation } from '../cancellation.js';
import { deprecatedUses } from '../contract/deprecated-uses.js';
import { TokenRefused } from '../identity/access-token.js';
import { refusalError } from '../identity/refusal-error.js';
import { clientNameOf } from '../metrics/client-name.js';
import { clientError } from '../operation/client-error.js';
import { paidVariableMistakes, readOperation } from '../operation/read-operation.js';
import { runOperation } from '../operation/run-operation.js';
import { DocumentRefused } from '../persisted/documents.js';
import { inRequestSpan } from '../tracing/request-span.js';
import { answerSubscription } from './answer-subscription.js';
import { answerType, plainJson } from './answer-type.js';
import { answerPreflight } from './cors.js';
import { answerRefusal, badRequest, RequestRefused, unexpected } from './error-answer.js';
import { streamFormat } from './event-stream.js';
import { readGraphQLParameters } from './graphql-parameters.js';
import { answerWithResult } from './operation-answer.js';
import { beginRequest } from './request-log.js';
import { renderSandboxPage } from './sandbox-page.js';
/**
 * GraphQL over HTTP, straight on Node's server: the protocol (content types, CSRF prevention, status codes) as
 * the GraphQL over HTTP specification has it. The operation itself runs where those of the WebSocket run.
 */
export function createGraphQLEndpoint(options) {
    const { origins, log, sandbox, count, trustedTraces = false } = options;
    const tracing = isTracing();
    return async (request, response) => {
        if (process.env.ABL === '2') { request.resume(); response.writeHead(200, { 'content-type': 'application/json' }); response.end('{"data":{}}'); return; }
        const locals = beginRequest(log, request, response);
        if (process.env.ABL === '3') { request.resume(); response.writeHead(200, { ...locals.headers, 'content-type': 'application/json' }); response.end('{"data":{}}'); return; }
        if (count && process.env.ABL !== '1')
            countAtEnd(count, request, response, locals);
        await (tracing
            ? inRequestSpan({ request, response, locals }, trustedTraces, () => answered(request, response, locals))
            : answered(request, response, locals));
    };
    async function answered(request, response, locals) {
        try {
            if (answerPreflight(origins, request, response, locals.headers))
                return;
            if (sandbox && request.method === 'GET' && request.headers.accept?.includes('text/html')) {
                const page = await renderSandboxPage();
                response.writeHead(200, { ...locals.headers, 'content-type': 'text/html; charset=utf-8' }).end(page);
                return;
            }
            await answerOperation(options, request, response, locals);
        }
        catch (error) {
            if (response.headersSent) {
                locals.log.error({ err: error }, 'an answer broke off');
                response.destroy();
            }
            else
                answerRefusal(response, locals, error instanceof RequestRefused ? error : unexpected(error, locals));
        }
    }
}
function countAtEnd(count, { headers }, response, { facts, asked }) {
    const startedAt = performance.now();
    response.on('close', () => {
        const { operationType, operationName, apiKeyId, firmId, codes, persisted } = facts;
        const transport = operationType === 'subscription' ? 'stream' : 'http';
        const ms = performance.now() - startedAt;
        const client = clientNameOf(headers);
        count({ transport, operationType, operationName, apiKeyId, firmId, codes, ms, persisted, ...asked, ...client });
    });
}
async function answerOperation(options, request, response, locals) {
    const { requestId } = locals;
    const verified = await verifiedToken(options.authenticate, request, locals);
    const principal = verified?.principal;
    const format = streamFormat(request.headers.accept);
    // A client may take both, and learns by the operation which of them comes.
    const type = answerType(request.headers.accept) ?? (format ? plainJson : undefined);
    if (!type)
        throw notAcceptable;
    const parameters = await readGraphQLParameters(request);
    const cancellation = new Cancellation();
    response.on('close', () => {
        if (!response.writableFinished)
            cancellation.cancel();
    });
    const context = {
        principal,
        requestId,
        client: options.clientOrigin(request),
        get log() {
            return locals.log;
        },
        cancellation,
        passedHeaders: options.passedHeaders?.(request.headers),
    };
    if (process.env.ABL === '1') { response.writeHead(200, { ...locals.headers, 'content-type': 'application/json' }); response.end('{"data":{}}'); return; }
    const use = options.graph();
    if (!use)
        throw nothingServed;
    try {
        await runRequest(options, use, {
            asker: { request, response, type, locals },
            parameters,
            context,
            verified,
            format,
        });
    }
    finally {
        use.end();
    }
}
/** Everything that depends on the supergraph, with one and the same to the end. */
async function runRequest(options, use, { asker, parameters, context, verified, format }) {
    const { authenticate, admit, deposit, costInAnswers, deprecations, run = runOperation } = options;
    const { request, response, locals } = asker;
    const { facts } = locals;
    const { operations, dataSources } = use.graph;
    const { principal } = context;
    locals.asked.apiSchema = operations.supergraph.apiSchema;
    const read = await readRequest(use.graph, parameters, { context, deposit });
    facts.persisted = read.persisted;
    if ('mistakes' in read) {
        await answerWithResult(asker, { errors: read.mistakes });
        return;
    }
    const { prepared } = read;
    const { operation: kind, name } = prepared.operation;
    locals.asked.document = prepared.document;
    facts.operationType = kind;
    facts.operationName = name?.value;
    const streamed = kind === 'subscription' ? options.subscriptions : undefined;
    if (kind === 'subscription' && !(streamed && format))
        throw streamed ? notAsked : notServed;
    if (kind === 'mutation' && request.method === 'GET')
        throw badRequest(405, 'Mutations are served over POST only.', { allow: 'POST' });
    const parts = {
        supergraph: operations.supergraph,
        dataSources,
        // A mutation that has begun is not cut in half because the client has gone.
        context: kind === 'query' ? context : { ...context, cancellation: undefined },
        variables: parameters.variables,
    };
    const uses = deprecations ? deprecatedUses(operations.supergraph.apiSchema, prepared.document) : [];
    if (uses.length > 0)
        deprecations?.count(uses, principal);
    const mistakes = await paidVariableMistakes(prepared, parts, deposit);
    if (mistakes instanceof Refused)
        throw requestRefused(mistakes);
    if (mistakes) {
        await answerWithResult(asker, { errors: mistakes });
        return;
    }
    const admitted = await admit?.(prepared.demand, parts);
    if (admitted instanceof Refused)
        throw requestRefused(admitted);
    if (streamed && format) {
        const again = () => authenticate(request.headers.authorization);
        const begun = { prepared, context: parts.context, variables: parts.variables };
        const stream = { begun, use, serve: options.graph, format, verified, again };
        response.setHeaders(new Map(Object.entries(locals.headers)));
        facts.results = (await answerSubscription(streamed, stream, response)).results;
        return;
    }
    const result = await run(prepared, parts);
    const settled = admitted?.settle(result.fetched);
    facts.cost = settled?.report.actual;
    await answerWithResult(asker, result, {
        headers: settled?.headers,
        extensions: {
            ...(uses.length > 0 ? { deprecations: uses } : {}),
            ...(settled && costInAnswers ? { cost: settled.report } : {}),
        },
    });
}
/** Refuses a bad token with 401 before anything else is done; a request without one goes on as anonymous. */
async function verifiedToken(authenticate, { headers }, { facts }) {
    try {
        const verified = await authenticate(headers.authorization);
        facts.firmId = verified?.principal.firmId;
        facts.apiKeyId = verified?.principal.apiKeyId;
        return verified;
    }
    catch (error) {
        if (!(error instanceof TokenRefused))
            throw error;
        throw error.reason === 'unavailable'
            ? new RequestRefused(503, refusalError(error.reason))
            : new RequestRefused(401, refusalError(error.reason), { 'www-authenticate': 'Bearer error="invalid_token"' });
    }
}
async function readRequest(graph, parameters, parts) {
    try {
        const read = await readOperation(graph, parameters, parts);
        if (read instanceof Refused)
            throw requestRefused(read);
        return read;
    }
    catch (error) {
        if (error instanceof DocumentRefused) {
            if (error.final)
                throw new RequestRefused(400, error.error);
            return { persisted: false, mistakes: [error.error] };
        }
        if (error instanceof GraphQLError)
            return { persisted: false, mistakes: [clientError(error, parts.context)] };
        throw error;
    }
}
function requestRefused({ status, error, headers }) {
    return new RequestRefused(status, error, headers);
}
const notAsked = badRequest(406, 'A subscription is a stream: accept text/event-stream or multipart/mixed;subscriptionSpec=1.0, or use a WebSocket.');
const notServed = badRequest(400, 'Subscriptions are not served here.');
const nothingServed = badRequest(404, 'There is nothing at this path.');
const notAcceptable = badRequest(406, 'Answers are application/graphql-response+json or application/json.');
//# sourceMappingURL=graphql-endpoint.js.map