/** Turns requests for an upgrade into sockets. @returns a function that stops it, and leaves open sockets alone. */
export function acceptUpgrades({ httpServer, sockets, path, origins, refusal }) {
    const upgrade = (request, socket, head) => {
        // Node takes its own listener off such a socket: without another one, a client that hangs up here ends the process.
        socket.on('error', () => socket.destroy());
        if (request.url?.split('?')[0] !== path)
            refuse(socket, '404 Not Found');
        else if (!isAllowed(request, origins))
            refuse(socket, '403 Forbidden');
        else {
            const status = refusal?.(request);
            if (status)
                refuse(socket, status);
            else
                sockets.handleUpgrade(request, socket, head, (webSocket) => sockets.emit('connection', webSocket, request));
        }
    };
    httpServer.on('upgrade', upgrade);
    return () => void httpServer.off('upgrade', upgrade);
}
function isAllowed({ headers }, origins) {
    const { origin, host } = headers;
    return !origin || origins.has(origin) || URL.parse(origin)?.host === host;
}
function refuse(socket, status) {
    // Nobody reads this socket any more: it must not stay open until the client closes its half.
    socket.once('finish', () => socket.destroy());
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
//# sourceMappingURL=upgrade.js.map