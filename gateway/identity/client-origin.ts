import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import { type ClientOrigin, clientOrigin } from '@smarterfirms/platform/client-origin';

/** Says which machine and program a request comes from. */
export type ReadClientOrigin = (request: IncomingMessage) => ClientOrigin;

/**
 * The client is who the connection shows, except where the connection is a trusted proxy's (the web server, a load
 * balancer): that one says for whom it asks. From anybody else the headers mean nothing, or everybody could pass for
 * another address and get around the limits of sign-in.
 */
export function createClientOrigin(trusted: BlockList): ReadClientOrigin {
  return (request) => {
    const address = plainAddress(request.socket.remoteAddress ?? '');
    const seen = {
      address: isIP(address) ? address : undefined,
      userAgent: request.headers['user-agent']?.slice(0, 256),
    };
    const told = isTrusted(trusted, address) ? clientOrigin(request.headers) : {};
    return { address: told.address ?? seen.address, userAgent: told.userAgent ?? seen.userAgent };
  };
}

/** Addresses and networks such as `127.0.0.1,10.0.0.0/8`. Throws a sentence that names what is neither. */
export function proxyList(text: string): BlockList {
  const list = new BlockList();
  for (const entry of text.split(',').filter((part) => part !== '')) {
    const [address = '', bits] = entry.trim().split('/');
    const family = isIP(address);
    if (!family) throw new TypeError(`expected an IP address or a network, got "${entry}"`);
    const kind = family === 4 ? 'ipv4' : 'ipv6';
    if (bits === undefined) list.addAddress(address, kind);
    else list.addSubnet(address, Number(bits), kind);
  }
  return list;
}

function isTrusted(trusted: BlockList, address: string): boolean {
  const family = isIP(address);
  return family !== 0 && trusted.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** A server that listens on IPv6 sees IPv4 clients as ::ffff:192.0.2.1. */
function plainAddress(address: string): string {
  return address.startsWith('::ffff:') ? address.slice(7) : address;
}
