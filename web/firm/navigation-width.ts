export const navigationCookie = 'navigation';

/** Keeps the width for the server's next page, so that it is drawn right at once. */
export function rememberNavigation(narrow: boolean): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Safari before 18.4 and Firefox before 140.
  document.cookie = `${navigationCookie}=${narrow ? 'narrow' : 'wide'}; path=/; max-age=31536000; samesite=lax`;
}
