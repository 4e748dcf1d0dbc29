import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * @param port 0 takes any free one.
 * @returns the origin that the server answers at. Rejects where the port cannot be had.
 */
export async function listen(server: Server, { host, port }: { host: string; port: number }): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return `http://${host}:${(server.address() as AddressInfo).port}`;
}
