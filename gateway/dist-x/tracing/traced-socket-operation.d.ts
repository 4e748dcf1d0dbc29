import type { beginOperation } from '../subscription/socket-operation.ts';
type Begin = typeof beginOperation;
/** The same, with a span for each operation on a socket, from its first message to its end. */
export declare function tracedBegin(begin: Begin, trusted: boolean): Begin;
export {};
