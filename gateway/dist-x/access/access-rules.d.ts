import { type DocumentNode } from 'graphql';
import { type Requirement } from './requirement.ts';
export interface AccessRules {
    /** What selecting this field on this object or interface type asks for. */
    field(typeName: string, fieldName: string): Requirement;
}
/**
 * Compiles what every field asks for from the security directives of a supergraph.
 *
 * A field asks for what is stated at itself, at its parent type, at the type it returns, and at the fields that the
 * subgraph needs to compute it (`@requires`, and values of a context that it is given as arguments). A field of an interface asks for what the same field asks for on every
 * type that implements it: otherwise a plain selection on the interface would go around the types' own rules.
 */
export declare function compileAccessRules(supergraph: DocumentNode): AccessRules;
