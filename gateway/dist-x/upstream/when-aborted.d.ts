/**
 * Calls back when the signal is aborted. A request has one signal and many fetches, and listeners of an event target are
 * dear: each signal gets one, which tells all.
 *
 * @returns a function that stops listening.
 */
export declare function whenAborted(signal: AbortSignal, tell: () => void): () => void;
