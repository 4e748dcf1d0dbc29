import { webEnv } from '../env.ts';
import type { GraphAddresses } from './apollo-client.ts';

/** The addresses that this page's browser uses, known only where the server runs and handed over with the page. */
export function pageAddresses(): GraphAddresses {
  const { publicGraphUrl, publicSocketUrl } = webEnv();
  return { graphUrl: publicGraphUrl, socketUrl: publicSocketUrl };
}
