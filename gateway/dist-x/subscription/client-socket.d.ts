import type { Server } from 'node:http';
import { type SocketOperationParts } from './socket-operation.ts';
import type { StreamLimits } from './stream-limits.ts';
export interface ClientSocketOptions extends SocketOperationParts {
    httpServer: Server;
    /** Whether a client's `traceparent`, in `extensions` of a `subscribe`, is obeyed, not only linked. */
    trustedTraces?: boolean | undefined;
    /** Origins whose pages may open a socket; programs that are no browser send none. */
    origins: ReadonlySet<string>;
    limits: StreamLimits;
}
export interface ClientSocket {
    /** Sockets that are open. */
    readonly open: number;
    stop(): Promise<void>;
}
/**
 * Serves operations over graphql-ws at the path of the HTTP endpoint, through the same preparation and with the same
 * limits, authorisation and masking.
 *
 * A client authenticates in `connection_init` (`{ "authorization": "Bearer …" }`); one whose token has been replaced
 * meanwhile may send the new one in `extensions.authorization` of a `subscribe`. A stream ends with UNAUTHENTICATED when
 * its token expires or its session is revoked, at once and not with the next event; other operations go on.
 */
export declare function attachClientSocket({ httpServer, origins, limits, trustedTraces, ...parts }: ClientSocketOptions): ClientSocket;
