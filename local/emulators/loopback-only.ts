import { Server } from 'node:net';

/**
 * Makes every server of this process listen on loopback. The queue emulator always asks for all interfaces and has no
 * setting for it; an open queue without authentication does not belong on the network.
 */
export function listenOnLoopbackOnly(): void {
  const listen = Server.prototype.listen;
  Server.prototype.listen = function loopback(this: Server, ...args: unknown[]) {
    const [first, ...rest] = args;
    const options = typeof first === 'object' && first !== null ? { ...first, host: '127.0.0.1' } : first;
    return Reflect.apply(listen, this, [options, ...rest]) as Server;
  } as typeof listen;
}
