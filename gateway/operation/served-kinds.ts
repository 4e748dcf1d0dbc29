import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql';

/** A validation rule that graphql-js leaves to execution: the schema has a root type for the kind of each operation. */
export function servedKinds(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(node) {
      if (context.getSchema().getRootType(node.operation)) return;
      context.reportError(new GraphQLError(`The schema has no ${node.operation} type.`, { nodes: node }));
    },
  };
}
