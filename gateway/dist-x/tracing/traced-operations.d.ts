import type { Operations } from '../operation/operations.ts';
/** Spans around what is done with a document before it runs. What is remembered from before is found within microseconds. */
export declare function tracedOperations(operations: Operations): Operations;
