import { BlockList, isIP } from 'node:net';
import { clientOrigin } from '@smarterfirms/platform/client-origin';
/**
 * The client is who the connection shows, except where the connection is a trusted proxy's: the web server says for whom it
 * asks, and a load balancer in `X-Forwarded-For`, of which the last address that is no trusted proxy's own counts. From
 * anybody else the headers mean nothing, or everybody could pass for another address and get around limits.
 */
export function createClientOrigin(trusted) {
    return (request) => {
        const address = plainAddress(request.socket.remoteAddress ?? '');
        const seen = {
            address: isIP(address) ? address : undefined,
            userAgent: request.headers['user-agent']?.slice(0, 256),
        };
        if (!isTrusted(trusted, address))
            return seen;
        const told = clientOrigin(request.headers);
        const forwarded = forwardedFor(request.headers['x-forwarded-for'], trusted);
        return { address: told.address ?? forwarded ?? seen.address, userAgent: told.userAgent ?? seen.userAgent };
    };
}
/** Addresses and networks such as `127.0.0.1,10.0.0.0/8`. Throws a sentence that names what is neither. */
export function proxyList(text) {
    const list = new BlockList();
    for (const entry of text.split(',').filter((part) => part !== '')) {
        const [address = '', bits] = entry.trim().split('/');
        const family = isIP(address);
        if (!family)
            throw new TypeError(`expected an IP address or a network, got "${entry}"`);
        const kind = family === 4 ? 'ipv4' : 'ipv6';
        if (bits === undefined)
            list.addAddress(address, kind);
        else
            list.addSubnet(address, Number(bits), kind);
    }
    return list;
}
function isTrusted(trusted, address) {
    const family = isIP(address);
    return family !== 0 && trusted.check(address, family === 4 ? 'ipv4' : 'ipv6');
}
/** Each proxy adds at the end whom it was asked by; what stands before the last stranger, the stranger may have written. */
function forwardedFor(header, trusted) {
    const addresses = String(header ?? '')
        .split(',')
        .map((part) => plainAddress(part.trim()));
    const last = addresses.findLast((address) => !isTrusted(trusted, address));
    return last !== undefined && isIP(last) ? last : undefined;
}
/** A server that listens on IPv6 sees IPv4 clients as ::ffff:192.0.2.1. */
function plainAddress(address) {
    return address.startsWith('::ffff:') ? address.slice(7) : address;
}
//# sourceMappingURL=client-origin.js.map