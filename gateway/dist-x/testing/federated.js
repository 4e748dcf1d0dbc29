import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse } from 'graphql';
import { pino } from 'pino';
import { open } from '../access/requirement.js';
import { composeSubgraphs } from '../composition.js';
import { createOperations } from '../operation/operations.js';
import { asExecutionResult, runOperation } from '../operation/run-operation.js';
import { loadSupergraph } from '../supergraph/supergraph.js';
const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@shareable", "@external", "@requires", "@provides", "@override", "@interfaceObject"])`;
/** Subgraphs with resolvers of their own, composed, and run through the preparation and execution of the gateway. */
export function federated(subgraphs) {
    const calls = [];
    const files = Object.entries(subgraphs).map(([name, { typeDefs }]) => ({
        name,
        url: `http://${name}.test/graphql`,
        sdl: `${link}\n${typeDefs}`,
    }));
    const supergraph = {
        ...loadSupergraph(composeSubgraphs(files).supergraphSdl),
        rules: { field: () => open },
    };
    const operations = createOperations(supergraph, { introspection: true, limits: false });
    const dataSources = Object.fromEntries(files.map(({ name, sdl }) => {
        const schema = buildSubgraphSchema([
            { typeDefs: parse(sdl), resolvers: subgraphs[name]?.resolvers ?? {} },
        ]);
        const source = {
            async call({ body, query, representations }) {
                calls.push({ subgraph: name, query, representations: representations?.map((text) => JSON.parse(text)) });
                const { variables } = JSON.parse(body);
                const result = await execute({ schema, document: parse(query), variableValues: variables });
                return JSON.parse(JSON.stringify(result));
            },
            process: () => Promise.reject(new Error('The stock executor ran a plan that has a compiled form.')),
        };
        return [name, source];
    }));
    const context = {
        principal: undefined,
        requestId: 'federated',
        client: {},
        log: pino({ level: 'silent' }),
        passedHeaders: {},
    };
    return {
        calls,
        async run(source, variables = {}) {
            const document = operations.admit(source);
            if (!('kind' in document))
                throw new Error(document.map(({ message }) => message).join('\n'));
            const prepared = operations.prepare({ source, document, operationName: undefined, principal: undefined });
            const result = asExecutionResult(await runOperation(prepared, { supergraph, dataSources, context, variables }));
            return JSON.parse(JSON.stringify(result));
        },
    };
}
//# sourceMappingURL=federated.js.map