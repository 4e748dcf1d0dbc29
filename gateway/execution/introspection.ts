import {
  executeSync,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';

export interface IntrospectionParts {
  schema: GraphQLSchema;
  operation: OperationDefinitionNode;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** All selections of one response name of `__schema` or `__type`. */
  nodes: readonly FieldNode[];
}

/** What the schema says about itself, as JSON; computed once where no variable plays a part. */
export function compileIntrospection({
  schema,
  operation,
  fragments,
  nodes,
}: IntrospectionParts): (variables: Readonly<Record<string, unknown>>) => string {
  const document = {
    kind: Kind.DOCUMENT,
    definitions: [
      { ...operation, directives: [], selectionSet: { kind: Kind.SELECTION_SET, selections: nodes } },
      ...fragments.values(),
    ],
  } as const;
  const introspect = (variableValues: Readonly<Record<string, unknown>>): string => {
    const { data, errors } = executeSync({ schema, document, rootValue: {}, variableValues });
    if (errors?.[0]) throw errors[0];
    const [value = null] = Object.values(data ?? {});
    return JSON.stringify(value);
  };
  if ((operation.variableDefinitions ?? []).length > 0) return introspect;
  let json: string | undefined;
  return () => (json ??= introspect({}));
}
