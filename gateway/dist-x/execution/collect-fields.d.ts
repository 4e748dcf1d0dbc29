import { type FieldNode, type FragmentDefinitionNode, type GraphQLCompositeType, type GraphQLSchema, type SelectionNode, type SelectionSetNode } from 'graphql';
/** All selections of one response name in one object. */
export interface CollectedField {
    responseName: string;
    /** The type that the first of them is selected on. */
    parent: GraphQLCompositeType;
    nodes: FieldNode[];
}
export interface Selections {
    selectionSet: SelectionSetNode;
    parent: GraphQLCompositeType;
}
export interface CollectParts {
    schema: GraphQLSchema;
    fragments: ReadonlyMap<string, FragmentDefinitionNode>;
    /** Whether `@skip` and `@include` let a selection in. */
    includes(node: SelectionNode): boolean;
}
/**
 * The fields of an object in the order of the specification (6.3.2), for a type that the object said to be of. One that
 * said nothing is taken for what its place in the operation says.
 */
export declare function collectFields(selections: readonly Selections[], typename: string | undefined, { schema, fragments, includes }: CollectParts): CollectedField[];
