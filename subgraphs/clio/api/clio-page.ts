import { z } from 'zod';
import { ClioRefused, ClioUnavailable } from './clio-error.ts';
import { callClio } from './clio-request.ts';
import type { ClioRate } from './rate-headers.ts';

const pageSchema = z.object({
  data: z.array(z.record(z.string(), z.unknown())),
  meta: z
    .object({
      records: z.number().int().nonnegative().optional().catch(undefined),
      paging: z.object({ next: z.string().optional() }).optional(),
    })
    .optional(),
});

export interface ClioPage {
  rows: Record<string, unknown>[];
  /** URL of the next page, to be followed as it is; undefined on the last page. */
  next: string | undefined;
  /** How many records the whole list has; Clio does not promise to say. */
  total: number | undefined;
  rate: ClioRate | undefined;
  /** Clio's own time when it answered, cut to the second; undefined where it did not say. */
  dateMs: number | undefined;
}

/**
 * Fetches one page of a list.
 *
 * @param url the first page's, or the `next` of the page before, verbatim. Only the connection's own host is called: the
 *   bearer token must not follow a link to anywhere else.
 */
export async function fetchClioPage({
  base,
  url,
  accessToken,
}: {
  base: string;
  url: string;
  accessToken: string;
}): Promise<ClioPage> {
  const { body, rate, dateMs } = await callClio({ method: 'GET', url: ownUrl(base, url), accessToken });
  const page = pageSchema.safeParse(body);
  if (!page.success) {
    throw new ClioUnavailable(`Clio's list is not a page: ${z.prettifyError(page.error).slice(0, 200)}`);
  }
  const { data, meta } = page.data;
  return { rows: data, next: meta?.paging?.next, total: meta?.records, rate, dateMs };
}

function ownUrl(base: string, text: string): URL {
  const home = new URL(base);
  const url = URL.parse(text);
  const below = home.pathname.endsWith('/') ? home.pathname : `${home.pathname}/`;
  if (!url || url.origin !== home.origin || !url.pathname.startsWith(below)) {
    throw new ClioRefused(`Clio's link to a page leads away from ${home.host}`, { type: 'ForeignLink' });
  }
  return url;
}
