import type { Principal } from '@smarterfirms/platform/principal';
import {
  type DocumentNode,
  GraphQLError,
  getOperationAST,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import type { Supergraph } from '../supergraph/supergraph.ts';
import { conditionVariables, decisionsOf } from './decided-conditions.ts';
import { charactersMax, mistakesMax, operationLimits, tokensMax } from './limits.ts';
import { accessOf } from './operation-access.ts';
import { type PreparedOperation, prepareOperation } from './prepared-operation.ts';
import { Recent } from './recent.ts';
import { servedKinds } from './served-kinds.ts';

/** Documents kept, each with its variants. */
const documentsMax = 1_000;
/** Characters of a document that is kept. Comments cost no tokens, so thousands of huge ones could fill the memory else. */
const keptLengthMax = 16_000;
/** Variants of one document: operation names times sets of scopes and policies times what its conditions are. */
const variantsMax = 32;

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

function asValidationError(mistake: GraphQLError): GraphQLError {
  return new GraphQLError(mistake.message, {
    ...(mistake.nodes ? { nodes: mistake.nodes } : {}),
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
  });
}
