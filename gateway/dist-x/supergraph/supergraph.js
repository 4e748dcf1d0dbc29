import { setImmediate as othersFirst } from 'node:timers/promises';
import { Supergraph as ComposedSupergraph, ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { parse } from 'graphql';
import { compileAccessRules } from '../access/access-rules.js';
import { compileCostRules } from '../cost/cost-rules.js';
import { plannedNames } from '../operation/own-names.js';
/**
 * Loads a composed supergraph. Throws when it is not one, or uses a feature that neither the planner nor we enforce.
 *
 * `ApolloGateway` refuses supergraphs with security directives, because it does not enforce them. We do (access/), so
 * the planner is built directly.
 */
export function loadSupergraph(sdl) {
    const steps = loadInSteps(sdl);
    for (;;) {
        const step = steps.next();
        if (step.done)
            return step.value;
    }
}
/** The same for a process that serves requests meanwhile: they have their turn after each step. */
export async function loadSupergraphBeside(sdl) {
    const steps = loadInSteps(sdl);
    for (;;) {
        const step = steps.next();
        if (step.done)
            return step.value;
        await othersFirst();
    }
}
/** Each step takes some tenths of a second of computing for a graph of a few hundred types. */
function* loadInSteps(sdl) {
    const document = parse(sdl);
    const composed = ComposedSupergraph.build(document, {
        supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
        validateSupergraph: true,
    });
    yield;
    const federatedApiSchema = composed.apiSchema();
    yield;
    const apiSchema = federatedApiSchema.toGraphQLJSSchema();
    yield;
    const supergraphSchema = composed.schema.toGraphQLJSSchema();
    yield;
    const planner = new QueryPlanner(composed);
    yield;
    return {
        apiSchema,
        federatedApiSchema,
        supergraphSchema,
        planner,
        rules: compileAccessRules(document),
        costs: compileCostRules(document),
        plannedNames: plannedNames(document),
        subgraphs: composed.subgraphsMetadata().map(({ name }) => name),
    };
}
//# sourceMappingURL=supergraph.js.map