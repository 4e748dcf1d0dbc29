import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';

/**
 * The person's own machine, as far as known. What a service sees of the connection is the gateway; so whoever is nearest to
 * the person (the web server, else the gateway) says it in these two headers, and the service token vouches for them.
 */
export interface ClientOrigin {
  /** IPv4 or IPv6. */
  address?: string | undefined;
  userAgent?: string | undefined;
}

export const clientOriginHeaders = { address: 'x-client-address', userAgent: 'x-client-user-agent' } as const;

const userAgentLengthMax = 256;

/** Reads the two headers; what is missing or is no address is unknown. */
export function clientOrigin(headers: IncomingHttpHeaders): ClientOrigin {
  const address = headers[clientOriginHeaders.address];
  const userAgent = headers[clientOriginHeaders.userAgent];
  return {
    address: typeof address === 'string' && isIP(address) ? address : undefined,
    userAgent: typeof userAgent === 'string' ? userAgent.slice(0, userAgentLengthMax) : undefined,
  };
}
