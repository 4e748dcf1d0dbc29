import { z } from 'zod';
import { fileSource } from './file-source.js';
import { urlSource } from './url-source.js';
/** Between two requests where the supergraph comes from a URL. */
export const pollSeconds = z.coerce.number().positive().max(3_600).default(10);
/** @param pollMs how often a URL is asked; a file is watched. */
export function supergraphSource(fileOrUrl, pollMs) {
    return /^https?:\/\//.test(fileOrUrl) ? urlSource(fileOrUrl, { pollMs }) : fileSource(fileOrUrl);
}
//# sourceMappingURL=supergraph-source.js.map