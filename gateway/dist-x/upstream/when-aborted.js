const waiting = new WeakMap();
/**
 * Calls back when the signal is aborted. A request has one signal and many fetches, and listeners of an event target are
 * dear: each signal gets one, which tells all.
 *
 * @returns a function that stops listening.
 */
export function whenAborted(signal, tell) {
    let listeners = waiting.get(signal);
    if (!listeners) {
        listeners = new Set();
        waiting.set(signal, listeners);
        const all = listeners;
        signal.addEventListener('abort', () => {
            for (const each of [...all])
                each();
        }, { once: true });
    }
    const own = listeners;
    own.add(tell);
    return () => own.delete(tell);
}
//# sourceMappingURL=when-aborted.js.map