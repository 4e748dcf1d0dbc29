import type { SocketState } from '../graph/socket-state.ts';

/**
 * How a page learns of progress. `connecting` says nothing to the person: it is over in a moment or becomes another.
 */
export type LiveMode = 'connecting' | 'live' | 'reconnecting' | 'polling';

/** Attempts in a row after which polling takes over; the socket goes on trying beside it. */
const failuresBeforePolling = 3;

/** A network that swallows sockets neither opens nor closes them: waited for this long. */
export const connectPatienceMs = 6_000;

export interface LiveFacts {
  socket: SocketState;
  /** The subscription itself ended with an error. */
  failed: boolean;
  /** The socket has been opening for longer than `connectPatienceMs`. */
  slow: boolean;
}

export function liveMode({ socket, failed, slow }: LiveFacts): LiveMode {
  if (failed) return 'polling';
  if (socket.phase === 'open') return 'live';
  if (slow || socket.failures >= failuresBeforePolling) return 'polling';
  return socket.phase === 'lost' ? 'reconnecting' : 'connecting';
}
