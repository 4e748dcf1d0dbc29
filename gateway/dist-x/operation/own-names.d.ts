import { type DocumentNode } from 'graphql';
/**
 * Names of fields that the planner fetches on its own account: of keys, and of what `@requires` names. It fetches them
 * under their plain names.
 */
export declare function plannedNames(supergraph: DocumentNode): ReadonlySet<string>;
export interface OwnNames {
    permitted: DocumentNode | undefined;
    shape: DocumentNode;
    /** From the names that fields go by inside to those that the client gave. */
    responseNames: ReadonlyMap<string, string>;
}
/**
 * Gives a field a name of its own where its response name could be taken for another field that the planner fetches
 * beside it: `id: name` for the key, `price(currency: "EUR")` for the price that `@requires` asks for in dollars. Both would
 * come under one name, and subgraphs refuse such a query or send the one for the other.
 */
export declare function withOwnNames({ permitted, shape }: Pick<OwnNames, 'permitted' | 'shape'>, planned: ReadonlySet<string>): OwnNames;
