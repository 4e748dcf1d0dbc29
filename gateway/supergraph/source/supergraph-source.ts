import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { fileSource } from './file-source.ts';
import type { Source } from './source.ts';
import { urlSource } from './url-source.ts';

/** Between two requests where the supergraph comes from a URL. */
export const pollSeconds = z.coerce.number().positive().max(3_600).default(10);

/** @param pollMs how often a URL is asked; a file is watched. */
export function supergraphSource(fileOrUrl: string, pollMs: number): Source<string> {
  if (/^https?:\/\//.test(fileOrUrl)) return urlSource(fileOrUrl, { pollMs });
  return fileSource(fileOrUrl.startsWith('file:') ? fileURLToPath(fileOrUrl) : fileOrUrl);
}
