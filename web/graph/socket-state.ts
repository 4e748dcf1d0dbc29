/** What is known about the WebSocket. `failures` counts attempts in a row that did not reach the gateway. */
export interface SocketState {
  phase: 'idle' | 'connecting' | 'open' | 'lost';
  failures: number;
}

/** The current state of the socket, for whoever shows it. */
export interface SocketStateStore {
  get(): SocketState;
  set(state: SocketState): void;
  subscribe(listener: () => void): () => void;
}

export function createSocketStateStore(): SocketStateStore {
  let state: SocketState = { phase: 'idle', failures: 0 };
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set(next) {
      if (next.phase === state.phase && next.failures === state.failures) return;
      state = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
