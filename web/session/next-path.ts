/**
 * The path to go to after signing in, from the `next` parameter of the address bar. Anything that is not a plain path of
 * this application gives the fallback: whoever made the link must not choose another site (open redirect).
 */
export function nextPath(next: string | string[] | null | undefined, fallback = '/firms'): string {
  // A backslash counts as a slash to browsers, and control characters are dropped before parsing.
  if (typeof next !== 'string' || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next)) return fallback;
  const origin = 'http://same-origin.invalid';
  if (!URL.canParse(next, origin)) return fallback;
  const url = new URL(next, origin);
  if (url.origin !== origin || url.pathname.startsWith('//')) return fallback;
  // Signing in to land on a form to sign in, or on a data route, helps nobody.
  if (/^\/(sign-in|sign-up|session|healthz)(\/|$)/.test(url.pathname)) return fallback;
  return url.pathname + url.search + url.hash;
}

/** The sign-in page that comes back to `path` afterwards. */
export function signInPath(path: string): string {
  const next = nextPath(path, '');
  return next ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in';
}
