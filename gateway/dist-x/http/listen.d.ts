import type { Server } from 'node:http';
/**
 * @param port 0 takes any free one.
 * @returns the origin that the server answers at. Rejects where the port cannot be had.
 */
export declare function listen(server: Server, { host, port }: {
    host: string;
    port: number;
}): Promise<string>;
