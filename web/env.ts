import { z } from 'zod';

const origin = z.url({ protocol: /^https?$/, error: 'expected an http(s) URL' });

const environment = z.object({
  /** Where the Next.js server reaches the gateway, for example http://127.0.0.1:4000. */
  GATEWAY_URL: origin,
  /** Where the browser reaches the gateway over HTTP. Default: GATEWAY_URL. */
  PUBLIC_GATEWAY_URL: origin.optional(),
  /** Where the browser opens its WebSocket. Default: PUBLIC_GATEWAY_URL with the ws scheme. */
  PUBLIC_GATEWAY_WS_URL: z.url({ protocol: /^wss?$/, error: 'expected a ws(s) URL' }).optional(),
  /** Where the links to documents lead, for example the bucket's https origin. Default: any https address. */
  DOCUMENTS_ORIGIN: origin.transform((url) => new URL(url).origin).optional(),
  /** The origin of this application as the browser sees it, for example http://localhost:3000. */
  WEB_ORIGIN: origin.transform((url) => new URL(url).origin),
});

export interface WebEnv {
  /** Origin of the gateway, without a path. */
  gatewayOrigin: string;
  /** GraphQL endpoint for this server. */
  gatewayGraphUrl: string;
  /** GraphQL endpoint for the browser. */
  publicGraphUrl: string;
  /** WebSocket endpoint for the browser. */
  publicSocketUrl: string;
  /** What the browser may load a document from: an origin, or `https:` for any. */
  documentsSource: string;
  webOrigin: string;
}

let parsed: WebEnv | undefined;

/**
 * The configuration of the web server, read on first use and not at import: `next build` imports every route without it.
 * All mistakes are reported together and throw.
 */
export function webEnv(): WebEnv {
  parsed ??= readWebEnv(process.env);
  return parsed;
}

/** Parses the environment. Addresses of the gateway may be given with or without the `/graphql` path. */
export function readWebEnv(source: Record<string, string | undefined>): WebEnv {
  const result = environment.safeParse(source);
  if (!result.success) {
    const mistakes = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The environment of the web server is not valid:\n${mistakes.join('\n')}`);
  }
  const { GATEWAY_URL, PUBLIC_GATEWAY_URL = GATEWAY_URL, WEB_ORIGIN } = result.data;
  const publicGraphUrl = graphEndpoint(PUBLIC_GATEWAY_URL);
  return {
    gatewayOrigin: new URL(GATEWAY_URL).origin,
    gatewayGraphUrl: graphEndpoint(GATEWAY_URL),
    publicGraphUrl,
    publicSocketUrl: graphEndpoint(result.data.PUBLIC_GATEWAY_WS_URL ?? publicGraphUrl.replace(/^http/, 'ws')),
    documentsSource: result.data.DOCUMENTS_ORIGIN ?? 'https:',
    webOrigin: WEB_ORIGIN,
  };
}

function graphEndpoint(address: string): string {
  const url = new URL(address);
  if (url.pathname === '/') url.pathname = '/graphql';
  return url.href;
}
