import { GraphQLError, parse } from 'graphql';
import { pino } from 'pino';
import { executeStock } from '../../execution/execute-stock.js';
import { createOperations } from '../../operation/operations.js';
import { loadSupergraph } from '../../supergraph/supergraph.js';
import { answeringSubgraph } from './answering-subgraph.js';
import { entitiesOf } from './entities.js';
import { generateOperation } from './generated-operation.js';
/**
 * Prepares to run generated operations over a graph by both executors: each operation once for each kind of answers, with the
 * same made-up subgraphs behind both. An operation that Apollo's planner fails at is compared with nothing.
 */
export function compareExecutors(graph, answers) {
    const supergraph = loadSupergraph(graph.supergraphSdl);
    const operations = createOperations(supergraph, { introspection: true });
    const entities = entitiesOf(graph.subgraphs.map(({ typeDefs }) => typeDefs));
    const sources = answers.map((options) => Object.fromEntries(graph.subgraphs.map(({ name, typeDefs }) => [name, answeringSubgraph(name, typeDefs, entities, options)])));
    const log = pino({ level: 'silent' });
    return async function* (seed, principal) {
        const { source, variables } = generateOperation(supergraph.apiSchema, seed, graph);
        const document = parse(source);
        let prepared;
        try {
            prepared = operations.prepare({ source, document, operationName: undefined, principal });
        }
        catch (error) {
            if (isPlannersOwn(error))
                return;
            throw error;
        }
        if (!prepared.compiled)
            throw new Error(`There is no compiled form of ${source}`);
        const context = { principal, requestId: 'generated', client: {}, log };
        for (const dataSources of sources) {
            const run = { variables, dataSources, context };
            const compiled = outcome(await prepared.compiled(run));
            const stock = outcome(await executeStock({ supergraph, ...prepared }, run));
            yield { source, variables, ...comparable(compiled, stock) };
        }
    };
}
/** The planner has refuted itself: there is no plan that any executor could run. */
function isPlannersOwn(error) {
    return error instanceof Error && error.message.startsWith('We should have an edge from ');
}
/**
 * Both stop at the first null that empties an object or a list, but the stock executor visits repeated selections one after
 * the other, where ours are put together: each may have come to places that the other has not, of two nulls that empty one
 * object even to other ones. So when both tell of mistakes, those in common are compared; what became of them is in the data.
 */
function comparable(compiled, stock) {
    if (compiled.mistakes.length === 0 || stock.mistakes.length === 0)
        return { compiled, stock };
    const common = compiled.mistakes.filter((place) => stock.mistakes.includes(place));
    return { compiled: { ...compiled, mistakes: common }, stock: { ...stock, mistakes: common } };
}
function outcome({ json, errors, mistakes }) {
    return {
        data: JSON.parse(json),
        errors: errors.map((error) => `${placeOf(error, false)} ${error.message}`).sort(),
        // Told only where nothing else is.
        mistakes: errors.length > 0 ? [] : mistakes.map((mistake) => placeOf(mistake, true)).sort(),
    };
}
function placeOf(error, withIndices) {
    if (!(error instanceof GraphQLError) || !error.path)
        return '';
    return error.path.map((part) => (typeof part === 'number' && !withIndices ? '#' : part)).join('.');
}
//# sourceMappingURL=compare-executors.js.map