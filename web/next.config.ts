import { fileURLToPath } from 'node:url';
import type { NextConfig } from 'next';

/**
 * Nothing here depends on the machine that builds: addresses are read when the server runs (env.ts), so one build serves
 * every environment. That is also why the OAuth callback is a route handler and not a rewrite: rewrites are fixed at build.
 */
const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // The workspace root: otherwise a lockfile further up the disk could be taken for it.
  turbopack: { root: fileURLToPath(new URL('..', import.meta.url)) },
  outputFileTracingRoot: fileURLToPath(new URL('..', import.meta.url)),
  experimental: {
    optimizePackageImports: ['radix-ui', 'lucide-react'],
  },
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        { key: 'X-Frame-Options', value: 'DENY' },
        { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
        { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
        { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()' },
        // Browsers ignore this one on plain http, so it is harmless on one machine.
        { key: 'Strict-Transport-Security', value: 'max-age=31536000; includeSubDomains' },
      ],
    },
  ],
};

export default config;
