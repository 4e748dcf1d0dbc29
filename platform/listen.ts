import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Longer than the minute for which load balancers keep an idle connection: the caller must be the one who closes it, for a
 * request that it sends while we do is lost.
 */
const keepAliveMs = 65_000;

/**
 * @param port 0 takes any free one.
 * @returns the origin that the server answers at. Rejects where the port cannot be had.
 */
export async function listen(server: Server, { host, port }: { host: string; port: number }): Promise<string> {
  server.keepAliveTimeout = keepAliveMs;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return `http://${host}:${(server.address() as AddressInfo).port}`;
}
