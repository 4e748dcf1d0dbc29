import { randomUUID } from 'node:crypto';
import { isTracing } from '@smarterfirms/platform/is-tracing';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { TokenRefused } from '../identity/access-token.js';
import { clientNetwork } from '../identity/client-network.js';
import { clientError } from '../operation/client-error.js';
import { tracedBegin } from '../tracing/traced-socket-operation.js';
import { limitMessageRate } from './message-rate.js';
import { OpenSockets } from './open-sockets.js';
import { formatted } from './socket-errors.js';
import { beginOperation, } from './socket-operation.js';
import { acceptUpgrades } from './upgrade.js';
const path = '/graphql';
const messageBytesMax = 1_000_000;
const closeWithinMs = 2_000;
/**
 * Serves operations over graphql-ws at the path of the HTTP endpoint, through the same preparation and with the same
 * limits, authorisation and masking.
 *
 * A client authenticates in `connection_init` (`{ "authorization": "Bearer …" }`); one whose token has been replaced
 * meanwhile may send the new one in `extensions.authorization` of a `subscribe`. A stream ends with UNAUTHENTICATED when
 * its token expires or its session is revoked, at once and not with the next event; other operations go on.
 */
export function attachClientSocket({ httpServer, origins, limits, trustedTraces = false, ...parts }) {
    const { authenticate, clientOrigin, log } = parts;
    const begin = isTracing() ? tracedBegin(beginOperation, trustedTraces) : beginOperation;
    const sockets = new WebSocketServer({ noServer: true, maxPayload: messageBytesMax });
    const open = new OpenSockets(limits);
    const networkOf = (request) => clientNetwork(clientOrigin(request).address);
    const stopUpgrades = acceptUpgrades({
        httpServer,
        sockets,
        path,
        origins,
        refusal: (request) => open.refusal(networkOf(request)),
    });
    // Before the protocol's own listener: what it must not see any more is taken away here.
    sockets.on('connection', (socket, request) => {
        open.add(socket, networkOf(request));
        limitMessageRate(socket);
    });
    const server = useServer({
        // Keeps what went wrong inside out of close reasons.
        isProd: true,
        connectionInitWaitTimeout: limits.socketBeginsWithinMs,
        onConnect: async ({ connectionParams, extra }) => {
            try {
                extra.verified = await authenticate(connectionParams?.['authorization']);
                if (extra.verified)
                    open.authenticated(extra.socket);
                return true;
            }
            catch (error) {
                // 4403 and the reason: a client gets another token by it and connects again.
                extra.socket.close(4403, `Forbidden: ${error instanceof TokenRefused ? error.reason : 'unavailable'}`);
                return false;
            }
        },
        onSubscribe: async ({ extra, subscriptions }, id, payload) => {
            const begun = await begin(parts, extra, payload, Object.keys(subscriptions).length);
            if (!('args' in begun))
                return begun;
            extra.running ??= new Map();
            extra.running.set(id, begun);
            return begun.args;
        },
        execute: (args) => args.contextValue.execute(),
        subscribe: (args) => args.contextValue.stream(),
        onNext: ({ extra }, id, _payload, _args, result) => extra.running?.get(id)?.result(result),
        onError: ({ extra }, id, _payload, errors) => {
            const running = extra.running?.get(id);
            if (running)
                return running.failure(errors);
            const requestId = randomUUID();
            return errors.map((error) => formatted(clientError(error, { requestId, log }), requestId));
        },
        onComplete: ({ extra }, id) => {
            const running = extra.running?.get(id);
            extra.running?.delete(id);
            running?.ended();
        },
    }, sockets);
    return {
        get open() {
            return sockets.clients.size;
        },
        async stop() {
            stopUpgrades();
            // Whoever does not answer the close in time is cut off, so that stopping has an end.
            const deadline = setTimeout(() => {
                for (const socket of sockets.clients)
                    socket.terminate();
            }, closeWithinMs);
            await server.dispose();
            clearTimeout(deadline);
        },
    };
}
//# sourceMappingURL=client-socket.js.map