export const themes = ['light', 'dark', 'system'] as const;
export type Theme = (typeof themes)[number];

/** Readable by scripts on purpose: it says nothing about anybody. */
export const themeCookie = 'theme';

export function knownTheme(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? 'system';
}

/** Applies a theme to this page at once and to the server's next one. */
export function chooseTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Safari before 18.4 and Firefox before 140.
  document.cookie = `${themeCookie}=${theme}; path=/; max-age=31536000; samesite=lax`;
}
