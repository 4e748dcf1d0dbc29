import { type Schema as FederatedSchema } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { type GraphQLSchema } from 'graphql';
import { type AccessRules } from '../access/access-rules.ts';
import { type CostRules } from '../cost/cost-rules.ts';
/**
 * Everything that is derived from one supergraph SDL, immutable. Whoever begins an operation keeps the snapshot to its
 * end, so a reload never changes a plan, a rule or a stream that is under way.
 */
export interface Supergraph {
    /** What clients see. */
    apiSchema: GraphQLSchema;
    /** The same in the planner's own form. */
    federatedApiSchema: FederatedSchema;
    /** With the join directives; the executor resolves type conditions by it. */
    supergraphSchema: GraphQLSchema;
    planner: QueryPlanner;
    rules: AccessRules;
    costs: CostRules;
    /** Names under which the planner fetches what nobody asked for. */
    plannedNames: ReadonlySet<string>;
    /** Names of the subgraphs, as in supergraph.yaml. */
    subgraphs: readonly string[];
}
/**
 * Loads a composed supergraph. Throws when it is not one, or uses a feature that neither the planner nor we enforce.
 *
 * `ApolloGateway` refuses supergraphs with security directives, because it does not enforce them. We do (access/), so
 * the planner is built directly.
 */
export declare function loadSupergraph(sdl: string): Supergraph;
/** The same for a process that serves requests meanwhile: they have their turn after each step. */
export declare function loadSupergraphBeside(sdl: string): Promise<Supergraph>;
