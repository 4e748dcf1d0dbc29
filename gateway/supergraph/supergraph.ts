import { setImmediate as othersFirst } from 'node:timers/promises';
import {
  Supergraph as ComposedSupergraph,
  type Schema as FederatedSchema,
  ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
} from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { type GraphQLSchema, parse } from 'graphql';
import { type AccessRules, compileAccessRules } from '../access/access-rules.ts';
import { type CostRules, compileCostRules } from '../cost/cost-rules.ts';
import { plannedNames } from '../operation/own-names.ts';

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
export function loadSupergraph(sdl: string): Supergraph {
  const steps = loadInSteps(sdl);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same for a process that serves requests meanwhile: they have their turn after each step. */
export async function loadSupergraphBeside(sdl: string): Promise<Supergraph> {
  const steps = loadInSteps(sdl);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await othersFirst();
  }
}

/** Each step takes some tenths of a second of computing for a graph of a few hundred types. */
function* loadInSteps(sdl: string): Generator<void, Supergraph> {
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
