import type { Principal } from '@smarterfirms/platform/principal';
import { type DirectiveNode, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import type { AccessRules } from './access-rules.ts';
import { type Refusal } from './requirement.ts';
/** One place of an operation that the principal may not have. */
export interface Denial extends Refusal {
    /** Response names from the root, without list indices: it stands for every element of a list on the way. */
    path: readonly string[];
    /** `@skip` and `@include` on the way; where they leave the field out, there is nothing to report. */
    conditions: readonly DirectiveNode[];
}
export interface Authorized {
    /** What is planned and fetched; undefined when nothing is left. */
    permitted: DocumentNode | undefined;
    /**
     * What the answer is shaped by: the client's operation, where denied fields go by names that nothing is ever fetched
     * under. They come out null, and null spreads to the parent where the field cannot be null. Under its own name a
     * denied field could pick up a value that was fetched as a key or for `@requires`.
     */
    shape: DocumentNode;
    /** From such a name to the response name that the client asked for. */
    responseNames: ReadonlyMap<string, string>;
    denials: readonly Denial[];
}
/** Takes from a valid operation what the principal may not have. */
export declare function authorize(document: DocumentNode, operation: OperationDefinitionNode, { schema, rules, principal, policies, }: {
    schema: GraphQLSchema;
    rules: AccessRules;
    principal: Principal | undefined;
    /** Those that hold for the principal now. */
    policies: ReadonlySet<string>;
}): Authorized;
