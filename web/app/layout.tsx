import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import type { ReactNode } from 'react';
import { knownTheme, themeCookie } from '../design/theme.ts';
import '../design/theme.css';

export const metadata: Metadata = {
  title: { default: 'Smarter Firms', template: '%s · Smarter Firms' },
  description: 'Live numbers for law firms on Clio: hours worked, billed and collected, each with its formula.',
  robots: { index: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f5f6f3' },
    { media: '(prefers-color-scheme: dark)', color: '#0e1412' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = knownTheme((await cookies()).get(themeCookie)?.value);
  return (
    <html lang="en" data-theme={theme} suppressHydrationWarning>
      <body>
        <NuqsAdapter>{children}</NuqsAdapter>
      </body>
    </html>
  );
}
