import { operationFromDocument } from '@apollo/federation-internals';
import type { FetchNode, QueryPlan } from '@apollo/query-planner';
import type { Principal } from '@smarterfirms/platform/principal';
import {
  type DocumentNode,
  GraphQLError,
  getOperationAST,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { type Authorized, authorize } from '../access/authorize.ts';
import { grantedPolicies } from '../access/policies.ts';
import type { OperationDemand } from '../admission/admission.ts';
import { attemptedFields } from '../admission/attempted-fields.ts';
import { actualCost } from '../cost/actual-cost.ts';
import { requestedCost } from '../cost/requested-cost.ts';
import { type CompiledOperation, compileOperation } from '../execution/compile-operation.ts';
import type { Supergraph } from '../supergraph/supergraph.ts';
import { anchored } from './anchored.ts';
import { conditionVariables, type Decisions, decided, decisionsOf } from './decided-conditions.ts';
import { charactersMax, mistakesMax, operationLimits, tokensMax } from './limits.ts';
import { withOwnNames } from './own-names.ts';
import { Recent } from './recent.ts';
import { servedKinds } from './served-kinds.ts';

/** Documents kept, each with its variants. */
const documentsMax = 1_000;
/** Characters of a document that is kept. Comments cost no tokens, so thousands of huge ones could fill the memory else. */
const keptLengthMax = 16_000;
/** Variants of one document: operation names times sets of scopes and policies times what its conditions are. */
const variantsMax = 32;

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

export interface Operations {
  supergraph: Supergraph;
  /** Whether the document has been found valid before, and is remembered. */
  isValid(source: string): boolean;
  /** Parses and validates a document once. Throws or returns its mistakes. */
  admit(source: string): DocumentNode | readonly GraphQLError[];
  /** Throws a GraphQLError when the document has no such operation or it cannot be planned. */
  prepare(request: OperationRequest & { document: DocumentNode }): PreparedOperation;
  /** What was prepared and is kept, the last used first: a request that leads to each. */
  used(): Iterable<OperationRequest>;
}

export interface OperationRequest {
  source: string;
  operationName: string | undefined;
  principal: Principal | undefined;
  /** The conditions of the document are decided by them before it is planned; without, the plan holds for any. */
  variables?: Readonly<Record<string, unknown>>;
}

export interface OperationsOptions {
  /** Whether the schema may be asked for. */
  introspection: boolean;
  /** Whether size, depth and aliases are limited; yes by default. */
  limits?: boolean;
}

/** The operations of one supergraph. A new supergraph gets a new one, so nothing stale is ever found in it. */
export function createOperations(
  supergraph: Supergraph,
  { introspection, limits = true }: OperationsOptions,
): Operations {
  const rules = [
    servedKinds,
    ...(limits ? [operationLimits] : []),
    ...(introspection ? [] : [NoSchemaIntrospectionCustomRule]),
  ];
  const documents = new Recent<{ document: DocumentNode } | { mistakes: readonly GraphQLError[] }>(documentsMax);
  const prepared = new Recent<Document>(documentsMax);

  return {
    supergraph,
    isValid(source) {
      const known = documents.get(source);
      return known !== undefined && 'document' in known;
    },
    admit(source) {
      let admitted = documents.get(source);
      if (!admitted) {
        const document = parsed(source, limits);
        const mistakes = validate(supergraph.apiSchema, document, [...specifiedRules, ...rules], {
          maxErrors: mistakesMax,
        });
        admitted = mistakes.length > 0 ? { mistakes: mistakes.map(asValidationError) } : { document };
        if (source.length <= keptLengthMax) documents.set(source, admitted);
      }
      return 'document' in admitted ? admitted.document : admitted.mistakes;
    },
    prepare({ source, document, operationName, principal, variables }) {
      const access = accessOf(principal);
      const entry = prepared.get(source) ?? documentOf(document);
      const { conditions, variants } = entry;
      // The only operation of a document is the same one with its name and without.
      const name = operationName ?? entry.onlyName;
      const decisions = variables && decisionsOf(conditions, getOperationAST(document, operationName), variables);
      if (source.length > keptLengthMax)
        return prepareOperation(supergraph, { source, document, name, access, decisions });
      prepared.set(source, entry);
      const key = `${name ?? ''} ${decisions ? [...decisions.values()].join() : 'any'} ${access.key}`;
      let variant = variants.get(key);
      if (!variant) {
        if (variants.size >= variantsMax) variants.clear();
        const request = {
          source,
          operationName: name,
          principal,
          ...(decisions ? { variables: Object.fromEntries(decisions) } : {}),
        };
        variant = { operation: prepareOperation(supergraph, { source, document, name, access, decisions }), request };
        variants.set(key, variant);
      }
      return variant.operation;
    },
    *used() {
      for (const [, { variants }] of prepared.newestFirst()) for (const { request } of variants.values()) yield request;
    },
  };
}

/** What is kept of a document: its plans, each with a request that leads to it. */
interface Document {
  conditions: readonly string[];
  /** The name of its only operation; undefined where that has none, or there are several. */
  onlyName: string | undefined;
  variants: Map<string, { operation: PreparedOperation; request: OperationRequest }>;
}

function documentOf(document: DocumentNode): Document {
  return {
    conditions: conditionVariables(document),
    onlyName: getOperationAST(document)?.name?.value,
    variants: new Map(),
  };
}

function parsed(source: string, limits: boolean): DocumentNode {
  if (limits && source.length > charactersMax)
    throw new GraphQLError(`The document has more than ${charactersMax} characters.`, {
      extensions: { code: 'GRAPHQL_PARSE_FAILED' },
    });
  try {
    return parse(source, limits ? { maxTokens: tokensMax } : {});
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const { message, source: within, positions } = error;
    throw new GraphQLError(message, { source: within, positions, extensions: { code: 'GRAPHQL_PARSE_FAILED' } });
  }
}

/** What about a principal decides over fields; two of the same key get the same fields. */
interface Access {
  key: string;
  principal: Principal | undefined;
  policies: ReadonlySet<string>;
}

function accessOf(principal: Principal | undefined): Access {
  const policies = grantedPolicies(principal);
  if (!principal) return { key: 'anonymous', principal, policies };
  const key =
    principal.kind === 'user'
      ? `user ${scopesText(principal)} | ${[...policies].join(' ')}`
      : `service ${principal.service}`;
  return { key, principal, policies };
}

const scopesTexts = new WeakMap<Principal, string>();

/** A principal lives as long as its token: its scopes are sorted once. */
function scopesText(principal: Principal & { kind: 'user' }): string {
  const text = scopesTexts.get(principal) ?? [...principal.scopes].sort().join(' ');
  scopesTexts.set(principal, text);
  return text;
}

interface Preparation {
  source: string;
  document: DocumentNode;
  name: string | undefined;
  access: Access;
  decisions: Decisions | undefined;
}

function prepareOperation(
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

function asValidationError(mistake: GraphQLError): GraphQLError {
  return new GraphQLError(mistake.message, {
    ...(mistake.nodes ? { nodes: mistake.nodes } : {}),
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
  });
}
