import type { WebSocket } from 'ws';
import type { StreamLimits } from './stream-limits.ts';
/** Counts open sockets by where they come from. Every socket is anonymous until its client has authenticated. */
export declare class OpenSockets {
    #private;
    constructor(limits: StreamLimits);
    /** The HTTP status to refuse one more socket with, or undefined where it may open. */
    refusal(network: string): '429 Too Many Requests' | '503 Service Unavailable' | undefined;
    add(socket: WebSocket, network: string): void;
    /** The client has shown who it is: from now on the socket counts as one of its network only. */
    authenticated(socket: WebSocket): void;
}
