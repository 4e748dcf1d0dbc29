import {
  type DirectiveNode,
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';

/** Variables of which each combination is planned ahead. */
const allDecidedMax = 2;

/** What the variables of a document's conditions are in one request. */
export type Decisions = ReadonlyMap<string, boolean>;

/** The variables in a document's conditions. */
export function conditionVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive(directive) {
      const value = conditionOf(directive)?.value;
      if (value?.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

/** Sets of variables that lead to every plan of the document, while they are few; else to the one by its default values. */
export function decidingVariables(document: DocumentNode): Readonly<Record<string, boolean>>[] {
  const names = conditionVariables(document);
  if (names.length > allDecidedMax) return [{}];
  return names.reduce<Record<string, boolean>[]>(
    (sets, name) => sets.flatMap((set) => [false, true].map((value) => ({ ...set, [name]: value }))),
    [{}],
  );
}

/** What these variables are in one request. What is no Boolean is refused before anything is run. */
export function decisionsOf(
  names: readonly string[],
  operation: OperationDefinitionNode | null | undefined,
  variables: Readonly<Record<string, unknown>>,
): Decisions {
  return new Map(names.map((name) => [name, given(name)]));

  function given(name: string): boolean {
    if (Object.hasOwn(variables, name)) return variables[name] === true;
    const definition = operation?.variableDefinitions?.find(({ variable }) => variable.name.value === name);
    return definition?.defaultValue?.kind === Kind.BOOLEAN && definition.defaultValue.value;
  }
}

const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const;

/**
 * The document without `@skip` and `@include`, and without what they leave out.
 *
 * Apollo's planner asks for what a field needs by `@requires` under the field's condition, and yet has every field of the
 * same fetch wait for it: with the one left out, the others would be missing as well. So conditions are decided first.
 */
export function decided(document: DocumentNode, decisions: Decisions): DocumentNode {
  return visit(document, {
    SelectionSet: {
      enter(node): SelectionSetNode {
        const selections = node.selections.filter((selection) => isIn(selection, decisions)).map(withoutConditions);
        return { ...node, selections: selections.length > 0 ? selections : [typename] };
      },
    },
  });
}

function isIn({ directives }: SelectionNode, decisions: Decisions): boolean {
  return (directives ?? []).every((directive) => {
    const condition = conditionOf(directive);
    if (!condition) return true;
    const { value, wanted } = condition;
    if (value.kind === Kind.VARIABLE) return decisions.get(value.name.value) === wanted;
    return value.kind === Kind.BOOLEAN && value.value === wanted;
  });
}

function withoutConditions<Node extends SelectionNode>(node: Node): Node {
  return node.directives?.some(conditionOf)
    ? { ...node, directives: node.directives.filter((directive) => !conditionOf(directive)) }
    : node;
}

function conditionOf({ name, arguments: given }: DirectiveNode) {
  if (name.value !== 'skip' && name.value !== 'include') return undefined;
  const value = given?.find((argument) => argument.name.value === 'if')?.value;
  return value && { value, wanted: name.value === 'include' };
}
