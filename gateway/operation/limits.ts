import {
  type ASTVisitor,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

/** Lexer tokens per document, counted before anything else is done with it. */
export const tokensMax = 2_000;
/** Levels of fields. The fields of the introspection query that tools send are 14 deep and are not counted. */
const depthMax = 12;
const aliasesMax = 30;
/** Fields after every fragment is spread out: fragments that spread fragments twice grow by powers of two. */
const fieldsMax = 5_000;

interface Size {
  depth: number;
  aliases: number;
  fields: number;
}

/** A validation rule: an operation may be so deep, have so many aliases and so many fields, through fragments too. */
export function operationLimits(context: ValidationContext): ASTVisitor {
  const fragments = new Map<string, Size | 'measuring'>();

  return {
    OperationDefinition(operation) {
      const size = measure(operation.selectionSet);
      const [limit, what] = excess(size) ?? [];
      if (!limit) return undefined;
      context.reportError(new GraphQLError(`The operation has more than ${limit} ${what}.`, { nodes: operation }));
      return undefined;
    },
    Field({ alias }) {
      // As the key of an object this is its prototype, which the executor will not write, and nobody should.
      if (alias?.value === '__proto__')
        context.reportError(new GraphQLError('"__proto__" cannot be the name of a field.', { nodes: alias }));
      return undefined;
    },
  };

  function measure({ selections }: SelectionSetNode): Size {
    const size: Size = { depth: 0, aliases: 0, fields: 0 };
    for (const node of selections) {
      if (node.kind === Kind.FIELD) {
        if (node.name.value.startsWith('__')) {
          size.aliases += node.alias ? 1 : 0;
          continue;
        }
        const inner = node.selectionSet ? measure(node.selectionSet) : { depth: 0, aliases: 0, fields: 0 };
        size.depth = Math.max(size.depth, inner.depth + 1);
        size.aliases += inner.aliases + (node.alias ? 1 : 0);
        size.fields += inner.fields + 1;
      } else {
        const inner =
          node.kind === Kind.INLINE_FRAGMENT
            ? measure(node.selectionSet)
            : measureFragment(context.getFragment(node.name.value));
        size.depth = Math.max(size.depth, inner.depth);
        size.aliases += inner.aliases;
        size.fields += inner.fields;
      }
    }
    return size;
  }

  function measureFragment(fragment: FragmentDefinitionNode | null | undefined): Size {
    const none = { depth: 0, aliases: 0, fields: 0 };
    if (!fragment) return none;
    const known = fragments.get(fragment.name.value);
    // A fragment that contains itself is refused by a rule of graphql-js; here it only must not run forever.
    if (known === 'measuring') return none;
    if (known) return known;
    fragments.set(fragment.name.value, 'measuring');
    const size = measure(fragment.selectionSet);
    fragments.set(fragment.name.value, size);
    return size;
  }
}

function excess({ depth, aliases, fields }: Size): [number, string] | undefined {
  if (depth > depthMax) return [depthMax, 'levels of fields'];
  if (aliases > aliasesMax) return [aliasesMax, 'aliases'];
  if (fields > fieldsMax) return [fieldsMax, 'fields'];
  return undefined;
}
