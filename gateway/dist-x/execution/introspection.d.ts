import { type FieldNode, type FragmentDefinitionNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
export interface IntrospectionParts {
    schema: GraphQLSchema;
    operation: OperationDefinitionNode;
    fragments: ReadonlyMap<string, FragmentDefinitionNode>;
    /** All selections of one response name of `__schema` or `__type`. */
    nodes: readonly FieldNode[];
}
/** What the schema says about itself, as JSON; computed once where no variable plays a part. */
export declare function compileIntrospection({ schema, operation, fragments, nodes, }: IntrospectionParts): (variables: Readonly<Record<string, unknown>>) => string;
