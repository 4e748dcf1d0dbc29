import { type DocumentNode, type OperationDefinitionNode } from 'graphql';
/** What the variables of a document's conditions are in one request. */
export type Decisions = ReadonlyMap<string, boolean>;
/** The variables in a document's conditions; undefined where they are more than can be decided. */
export declare function conditionVariables(document: DocumentNode): readonly string[] | undefined;
/** Sets of variables that lead to every plan of the document, while they are few; else to the one by its default values. */
export declare function decidingVariables(document: DocumentNode): Readonly<Record<string, boolean>>[];
/** What these variables are in one request. What is no Boolean is refused before anything is run. */
export declare function decisionsOf(names: readonly string[], operation: OperationDefinitionNode | null | undefined, variables: Readonly<Record<string, unknown>>): Decisions;
/**
 * The document without `@skip` and `@include`, and without what they leave out.
 *
 * Apollo's planner asks for what a field needs by `@requires` under the field's condition, and yet has every field of the
 * same fetch wait for it: with the one left out, the others would be missing as well. So conditions are decided first.
 */
export declare function decided(document: DocumentNode, decisions: Decisions): DocumentNode;
