/**
 * @param port 0 takes any free one.
 * @returns the origin that the server answers at. Rejects where the port cannot be had.
 */
export async function listen(server, { host, port }) {
    await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, resolve);
    });
    return `http://${host}:${server.address().port}`;
}
//# sourceMappingURL=listen.js.map