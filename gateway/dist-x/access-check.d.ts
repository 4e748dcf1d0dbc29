import { type DocumentNode } from 'graphql';
/**
 * Fields whose access nobody has stated, as coordinates.
 *
 * Root fields, and the fields of entities, must be stated or listed above. The fields of other types (connections,
 * payloads, errors, money) are as open as the field that leads to them, and that one is checked.
 */
export declare function unstatedFields(supergraph: DocumentNode): string[];
/** Policies and scopes that the directives name and nobody can have: a slip of the pen would close a field to everybody. */
export declare function unknownRequirements(supergraph: DocumentNode): string[];
/** Names in the lists above that the graph does not have (any more). */
export declare function staleExceptions(supergraph: DocumentNode): string[];
