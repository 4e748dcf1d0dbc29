import { operationFromDocument } from '@apollo/federation-internals';
import type { FetchNode, QueryPlan } from '@apollo/query-planner';
import { type DocumentNode, GraphQLError, getOperationAST, type OperationDefinitionNode } from 'graphql';
import { type Authorized, authorize } from '../access/authorize.ts';
import type { OperationDemand } from '../admission/admission.ts';
import { attemptedFields } from '../admission/attempted-fields.ts';
import { actualCost } from '../cost/actual-cost.ts';
import { requestedCost } from '../cost/requested-cost.ts';
import { type CompiledOperation, compileOperation } from '../execution/compile-operation.ts';
import type { Supergraph } from '../supergraph/supergraph.ts';
import { anchored } from './anchored.ts';
import { type Decisions, decided } from './decided-conditions.ts';
import type { Access } from './operation-access.ts';
import { withOwnNames } from './own-names.ts';

/** An operation that is parsed, valid, reduced to what the principal may have, and planned. */
export interface PreparedOperation {
  /** As the client sent it. */
  text: string;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  authorized: Authorized;
  /** What the answer is shaped by. */
  shape: DocumentNode;
  /** From names in the shape that only we use to the response names that the client gave. */
  responseNames: ReadonlyMap<string, string>;
  /** Whether such a name stands for a field that is denied, and always null. */
  isDenied(name: string): boolean;
  /** Without a node where nothing is permitted or nothing needs fetching. Of a subscription: what is run per event. */
  plan: QueryPlan;
  /** Of a subscription: the fetch that the plan begins with, which its events answer. */
  source: FetchNode | undefined;
  /** What it costs and tries. */
  demand: OperationDemand;
  /** Undefined where only the stock executor can run the plan. */
  compiled: CompiledOperation | undefined;
}

export interface Preparation {
  source: string;
  document: DocumentNode;
  name: string | undefined;
  access: Access;
  decisions: Decisions | undefined;
}

/** Throws a GraphQLError when the document has no such operation or it cannot be planned. */
export function prepareOperation(
  supergraph: Supergraph,
  { source: text, document, name: operationName, access: { principal, policies }, decisions }: Preparation,
): PreparedOperation {
  const operation = getOperationAST(document, operationName);
  if (!operation) {
    throw new GraphQLError(
      operationName
        ? `The document has no operation named "${operationName}".`
        : 'The document has several operations: name one in operationName.',
      { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } },
    );
  }
  const authorized = authorize(document, operation, {
    schema: supergraph.apiSchema,
    rules: supergraph.rules,
    principal,
    policies,
  });
  const own = withOwnNames(authorized, supergraph.plannedNames);
  const { permitted, shape } = own;
  const planned = permitted ? planOf(supergraph, permitted, operation, decisions) : undefined;
  const responseNames = new Map([...authorized.responseNames, ...own.responseNames]);
  const isDenied = (name: string) => authorized.responseNames.has(name);
  const { apiSchema, supergraphSchema } = supergraph;
  const source = planned?.kind === 'Subscription' ? planned.primary : undefined;
  const plan = runnablePlan(planned);
  return {
    text,
    document,
    operation,
    authorized,
    shape,
    responseNames,
    plan,
    source,
    isDenied,
    demand: demandOf(supergraph, permitted, operation),
    compiled: compileOperation({
      apiSchema,
      supergraphSchema,
      plan,
      shape,
      operation: getOperationAST(shape, operation.name?.value) ?? operation,
      responseNames,
      isDenied,
    }),
  };
}

/** What is denied is not fetched, and costs nothing. */
function demandOf(
  { apiSchema: schema, costs: rules }: Supergraph,
  permitted: DocumentNode | undefined,
  { name }: OperationDefinitionNode,
): OperationDemand {
  const operation = permitted && getOperationAST(permitted, name?.value);
  if (!operation) return { requested: 0, actual: () => 0, attempts: undefined };
  return {
    requested: requestedCost(permitted, operation, { schema, rules }),
    actual: actualCost(permitted, operation, { schema, rules }),
    attempts: attemptedFields(permitted, operation),
  };
}

/** What is run for a query, a mutation, or one event of a subscription: there the event answers the first fetch. */
function runnablePlan(planned: QueryPlan['node']): QueryPlan {
  if (planned?.kind !== 'Subscription') return { kind: 'QueryPlan', ...(planned ? { node: planned } : {}) };
  const { primary, rest } = planned;
  return { kind: 'QueryPlan', node: { kind: 'Sequence', nodes: [primary, ...(rest ? [rest] : [])] } };
}

function planOf(
  { planner, federatedApiSchema }: Supergraph,
  permitted: DocumentNode,
  { name }: OperationDefinitionNode,
  decisions: Decisions | undefined,
) {
  const document = decisions ? decided(permitted, decisions) : anchored(permitted);
  return planner.buildQueryPlan(
    operationFromDocument(federatedApiSchema, document, name ? { operationName: name.value } : {}),
  ).node;
}
