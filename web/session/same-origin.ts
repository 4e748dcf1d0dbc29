/**
 * Whether a state-changing request comes from a page of this application.
 *
 * Browsers send `Origin` with every POST. SameSite=Lax already keeps the cookie from other sites' POSTs; this also refuses
 * other ports and subdomains of the same site.
 */
export function isSameOrigin(headers: Headers, webOrigin: string): boolean {
  const origin = headers.get('origin');
  return origin === webOrigin && headers.get('sec-fetch-site') !== 'cross-site';
}
