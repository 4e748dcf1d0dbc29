/** Waits until the condition holds; fails after the deadline with what was last seen. */
export declare function eventually<Value>(look: () => Value | Promise<Value>, holds: (value: Value) => boolean, deadlineMs?: number): Promise<Value>;
