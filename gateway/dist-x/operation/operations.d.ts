import type { FetchNode, QueryPlan } from '@apollo/query-planner';
import type { Principal } from '@smarterfirms/platform/principal';
import { type DocumentNode, GraphQLError, type OperationDefinitionNode } from 'graphql';
import { type Authorized } from '../access/authorize.ts';
import type { OperationDemand } from '../admission/admission.ts';
import { type CompiledOperation } from '../execution/compile-operation.ts';
import type { Supergraph } from '../supergraph/supergraph.ts';
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
    prepare(request: OperationRequest & {
        document: DocumentNode;
    }): PreparedOperation;
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
export declare function createOperations(supergraph: Supergraph, { introspection, limits }: OperationsOptions): Operations;
