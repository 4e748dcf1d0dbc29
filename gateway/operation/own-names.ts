import { type DocumentNode, type FieldNode, Kind, parse, valueFromASTUntyped, visit } from 'graphql';

/**
 * Names of fields that the planner fetches on its own account: of keys, of what `@requires` names, and of values of a
 * context. It fetches them under their plain names.
 */
export function plannedNames(supergraph: DocumentNode): ReadonlySet<string> {
  const names = new Set<string>(['__typename']);
  visit(supergraph, {
    Directive({ name, arguments: given }) {
      if (name.value !== 'join__type' && name.value !== 'join__field') return;
      for (const argument of given ?? []) {
        const value = valueFromASTUntyped(argument.value);
        if (argument.name.value === 'key' || argument.name.value === 'requires') addNames(value);
        if (argument.name.value === 'contextArguments')
          for (const { selection } of value as { selection: string }[])
            addNames(`... ${selection.replace(/^\s*\.\.\./, '')}`);
      }
    },
  });
  return names;

  function addNames(selections: unknown): void {
    if (typeof selections !== 'string') return;
    visit(parse(`{ ${selections} }`, { noLocation: true }), { Field: ({ name }) => void names.add(name.value) });
  }
}

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
export function withOwnNames(
  { permitted, shape }: Pick<OwnNames, 'permitted' | 'shape'>,
  planned: ReadonlySet<string>,
): OwnNames {
  const responseNames = new Map<string, string>();
  let prefix: string | undefined;
  const rename = (document: DocumentNode): DocumentNode =>
    visit(document, {
      Field(node) {
        const responseName = (node.alias ?? node.name).value;
        if (!planned.has(responseName) || !isAmbiguous(node)) return undefined;
        prefix ??= unusedPrefix(shape);
        const own = `${prefix}${responseName}`;
        responseNames.set(own, responseName);
        return { ...node, alias: { kind: Kind.NAME, value: own } };
      },
    });
  const renamedShape = rename(shape);
  if (responseNames.size === 0) return { permitted, shape, responseNames };
  return {
    permitted: permitted && (permitted === shape ? renamedShape : rename(permitted)),
    shape: renamedShape,
    responseNames,
  };
}

/** The planner fetches the plain field, or with arguments of its own. */
function isAmbiguous({ alias, name, arguments: given }: FieldNode): boolean {
  return (alias !== undefined && alias.value !== name.value) || (given ?? []).length > 0;
}

function unusedPrefix(document: DocumentNode): string {
  const used: string[] = [];
  visit(document, { Field: ({ alias }) => void used.push(alias?.value ?? '') });
  let prefix = 'own__';
  while (used.some((name) => name.startsWith(prefix))) prefix += '_';
  return prefix;
}
