import { type DocumentNode, type FieldNode, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import type { Variables } from '../cost/amount.ts';
import { type Defaults, defaultsOf, givenValue, isSelected } from '../cost/given-value.ts';
import type { AdmissionLimits } from './limits.ts';

/** Mutations that let somebody in. Each call counts as an attempt, however many of them stand in one operation. */
const watched: Readonly<Record<string, { network: keyof AdmissionLimits; account: keyof AdmissionLimits }>> = {
  signUp: { network: 'signUpsPerNetwork', account: 'signUpsPerAccount' },
  signIn: { network: 'signInsPerNetwork', account: 'signInsPerAccount' },
};

export interface Attempt {
  field: string;
  network: keyof AdmissionLimits;
  account: keyof AdmissionLimits;
  /** The address of email that it is about, in small letters; undefined where none is given. */
  email: string | undefined;
}

/** The attempts that an operation makes with these variables; undefined where it can make none. */
export type Attempts = ((variables: Variables) => Attempt[]) | undefined;

/** Finds the attempts in a mutation: aliases and fragments count like fields of their own. */
export function attemptedFields(document: DocumentNode, operation: OperationDefinitionNode): Attempts {
  if (operation.operation !== 'mutation') return undefined;
  const defaults = defaultsOf(operation);
  const found: { node: FieldNode; conditions: ReturnType<typeof isSelected>[] }[] = [];
  collect(operation.selectionSet, []);
  if (found.length === 0) return undefined;
  return (variables) =>
    found
      .filter(({ conditions }) => conditions.every((holds) => (typeof holds === 'boolean' ? holds : holds(variables))))
      .flatMap(({ node }) => attemptOf(node, variables, defaults));

  function collect({ selections }: SelectionSetNode, around: readonly ReturnType<typeof isSelected>[]): void {
    for (const node of selections) {
      const conditions = [...around, isSelected(node.directives, defaults)];
      if (node.kind === Kind.FIELD) {
        if (Object.hasOwn(watched, node.name.value)) found.push({ node, conditions });
      } else if (node.kind === Kind.INLINE_FRAGMENT) collect(node.selectionSet, conditions);
      else {
        const fragment = document.definitions.find(
          (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === node.name.value,
        );
        if (fragment?.kind === Kind.FRAGMENT_DEFINITION) collect(fragment.selectionSet, conditions);
      }
    }
  }
}

function attemptOf(node: FieldNode, variables: Variables, defaults: Defaults): Attempt[] {
  const rule = watched[node.name.value];
  if (!rule) return [];
  const argument = node.arguments?.find(({ name }) => name.value === 'input');
  const input = argument && givenValue(argument.value, variables, defaults);
  const email = (input as { email?: unknown } | null | undefined)?.email;
  return [
    {
      field: node.name.value,
      ...rule,
      email: typeof email === 'string' ? email.trim().toLowerCase() : undefined,
    },
  ];
}
