import { type NextRequest, NextResponse } from 'next/server';
import { webEnv } from './env.ts';
import { requestedPathHeader } from './session/requested-path.ts';

/** Answers every page with a content security policy of its own: a fresh nonce, and the gateway as the only other origin. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy(nonce);
  // Next.js reads the nonce from the request's policy and puts it on its own scripts.
  const headers = new Headers(request.headers);
  headers.set('Content-Security-Policy', policy);
  headers.set(requestedPathHeader, request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  return response;
}

export const config = {
  matcher: ['/((?!_next/static|_next/image|session/|healthz|icon.svg|clio/callback).*)'],
};

function contentSecurityPolicy(nonce: string): string {
  const { publicGraphUrl, publicSocketUrl, documentsSource } = webEnv();
  const isDevelopment = process.env.NODE_ENV === 'development';
  const rules = [
    "default-src 'self'",
    // React's development build explains errors with eval; the production build needs none.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    // The positions of popovers and the widths of progress bars are style attributes, which cannot carry a nonce.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: https:",
    "font-src 'self'",
    `connect-src 'self' ${new URL(publicGraphUrl).origin} ${new URL(publicSocketUrl).origin}`,
    // A download runs in a frame of its own, so that a refusal of the store does not take the page away.
    `frame-src ${documentsSource}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  return rules.join('; ');
}
