/**
 * Goes the OAuth way that a person's browser goes: signs in and approves at Clio, then follows the redirect back with the
 * nonce cookie that the web application has set. Returns where the product sends the browser at the end.
 */
export async function authorise({
  authorizationUrl,
  nonce,
  login,
}: {
  authorizationUrl: string;
  nonce: string;
  login: string;
}): Promise<URL> {
  const page = new URL(authorizationUrl);
  const form = new URLSearchParams(page.searchParams);
  form.set('login', login);
  form.set('decision', 'approve');
  page.search = '';
  const approved = await fetch(page, { method: 'POST', body: form, redirect: 'manual' });
  const callback = redirectOf(approved, page);
  const returned = await fetch(callback, { redirect: 'manual', headers: { cookie: `__Host-clio-nonce=${nonce}` } });
  return redirectOf(returned, callback);
}

function redirectOf(response: Response, from: URL): URL {
  const location = response.headers.get('location');
  if (!location) throw new Error(`${from.origin}${from.pathname} answered ${response.status} instead of a redirect`);
  return new URL(location, from);
}
