/** Values of an operation's variables, as the client sent them and already found valid. */
export type Variables = Readonly<Record<string, unknown>>;

/** A number that is known when an operation is prepared, or only when it comes with its variables. */
export type Amount = number | ((variables: Variables) => number);

export function amountOf(amount: Amount, variables: Variables): number {
  return typeof amount === 'number' ? amount : amount(variables);
}

/** Known parts are added up at once: of most operations one number is left. */
export function sum(amounts: readonly Amount[]): Amount {
  let known = 0;
  const open: ((variables: Variables) => number)[] = [];
  for (const amount of amounts) {
    if (typeof amount === 'number') known += amount;
    else open.push(amount);
  }
  if (open.length === 0) return known;
  return (variables) => open.reduce((total, amount) => total + amount(variables), known);
}

export function product(a: Amount, b: Amount): Amount {
  if (a === 0 || b === 0) return 0;
  if (typeof a === 'number' && typeof b === 'number') return a * b;
  return (variables) => amountOf(a, variables) * amountOf(b, variables);
}

export function largest(amounts: readonly Amount[]): Amount {
  const open = amounts.filter((amount) => typeof amount === 'function');
  const known = Math.max(0, ...amounts.filter((amount) => typeof amount === 'number'));
  return open.length === 0 ? known : (variables) => Math.max(known, ...open.map((amount) => amount(variables)));
}

/** The amount, where `holds` says so for the variables; nothing else. */
export function where(holds: boolean | ((variables: Variables) => boolean), amount: Amount): Amount {
  if (typeof holds === 'boolean') return holds ? amount : 0;
  return amount === 0 ? 0 : (variables) => (holds(variables) ? amountOf(amount, variables) : 0);
}
