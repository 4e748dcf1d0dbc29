import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  isCompositeType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { meetsCondition } from './type-condition.ts';

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
export function collectFields(
  selections: readonly Selections[],
  typename: string | undefined,
  { schema, fragments, includes }: CollectParts,
): CollectedField[] {
  const collected = new Map<string, CollectedField>();
  for (const { selectionSet, parent } of selections) collect(selectionSet, parent);
  return [...collected.values()];

  function collect({ selections: nodes }: SelectionSetNode, parent: GraphQLCompositeType): void {
    for (const node of nodes) {
      if (!includes(node)) continue;
      if (node.kind === Kind.FIELD) add(node, parent);
      else {
        const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
        if (!fragment) continue;
        const condition = fragment.typeCondition ? schema.getType(fragment.typeCondition.name.value) : parent;
        if (isCompositeType(condition) && meetsCondition(schema, condition.name, typename ?? parent.name))
          collect(fragment.selectionSet, condition);
      }
    }
  }

  function add(node: FieldNode, parent: GraphQLCompositeType): void {
    const responseName = (node.alias ?? node.name).value;
    const known = collected.get(responseName);
    if (known) known.nodes.push(node);
    else collected.set(responseName, { responseName, parent, nodes: [node] });
  }
}
