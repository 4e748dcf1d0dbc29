/** Values of an operation's variables, as the client sent them and already found valid. */
export type Variables = Readonly<Record<string, unknown>>;
/** A number that is known when an operation is prepared, or only when it comes with its variables. */
export type Amount = number | ((variables: Variables) => number);
export declare function amountOf(amount: Amount, variables: Variables): number;
/** Known parts are added up at once: of most operations one number is left. */
export declare function sum(amounts: readonly Amount[]): Amount;
export declare function product(a: Amount, b: Amount): Amount;
export declare function largest(amounts: readonly Amount[]): Amount;
/** The amount, where `holds` says so for the variables; nothing else. */
export declare function where(holds: boolean | ((variables: Variables) => boolean), amount: Amount): Amount;
