import type { FirmId } from '@smarterfirms/platform/ids';
import { ClioRefused } from './clio-error.ts';

/** So long a process leaves a field out before it asks for it again: what an account gives can change. */
const rememberedMs = 3_600_000;
/** Without these nothing can be stored. */
const needed: ReadonlySet<string> = new Set(['id', 'etag']);

export interface OfferedAddress {
  url: string;
  /** The fields that it leaves out. */
  without: readonly string[];
}

export type OfferedFields = ReturnType<typeof createOfferedFields>;

/**
 * Which fields of a list an account gives. Some accounts refuse single fields of Clio's own document with a 400 that names
 * them (seen by integrators; its type is `InvalidFields`, for some `ArgumentError`): such a field is left out, so that it costs
 * one column and not the list.
 *
 * Every process learns by itself, for one more request per list and hour.
 */
export function createOfferedFields(now: () => number = Date.now) {
  /** By firm and path: until when a field is left out. */
  const refused = new Map<string, Map<string, number>>();
  const refusedOf = (firmId: FirmId, url: URL) => refused.get(`${firmId} ${url.pathname}`);

  return {
    /** The address without the fields that were refused lately. Clio's own links to a next page stay as they are. */
    within(firmId: FirmId, text: string): OfferedAddress {
      const url = URL.parse(text);
      const known = url && refusedOf(firmId, url);
      const fields = url?.searchParams.get('fields');
      if (!url || !known || !fields || url.searchParams.has('page_token')) return { url: text, without: [] };
      const without = namesOf(fields).filter((name) => (known.get(name) ?? 0) > now());
      if (without.length === 0) return { url: text, without };
      url.searchParams.set('fields', leaveOut(fields, new Set(without)));
      return { url: url.href, without };
    },

    /**
     * Notes which of the fields that an address asks for a refusal names.
     *
     * @returns whether any of them is news: then asking again may help.
     */
    learn(firmId: FirmId, text: string, error: unknown): boolean {
      if (!(error instanceof ClioRefused) || error.status !== 400) return false;
      const url = URL.parse(text);
      const fields = url?.searchParams.get('fields');
      if (!url || !fields) return false;
      const known = refusedOf(firmId, url) ?? new Map<string, number>();
      const news = namesOf(fields).filter((name) => names(error.message, name) && !((known.get(name) ?? 0) > now()));
      for (const name of news) known.set(name, now() + rememberedMs);
      refused.set(`${firmId} ${url.pathname}`, known);
      return news.length > 0;
    },
  };
}

/** The names in a `fields` value, those within braces too, but for what cannot be left out. */
function namesOf(fields: string): string[] {
  return [...new Set(fields.match(/\w+/g))].filter((name) => !needed.has(name));
}

/** Whether a message speaks of a field: in quotes where it quotes anything. */
function names(message: string, field: string): boolean {
  const quotes = /["'`]\w+["'`]/.test(message);
  return new RegExp(quotes ? `["'\`]${field}["'\`]` : `\\b${field}\\b`).test(message);
}

/** A `fields` value without some names, at the top and within braces. */
function leaveOut(fields: string, left: ReadonlySet<string>): string {
  const parts = fields.match(/\w+(\{[^{}]*\})?/g) ?? [];
  return parts
    .map((part) => ({ name: /^\w+/.exec(part)?.[0] ?? '', inner: /\{(.*)\}/.exec(part)?.[1]?.split(',') }))
    .filter(({ name }) => !left.has(name))
    .map(({ name, inner }) => (inner ? `${name}{${inner.filter((field) => !left.has(field)).join(',')}}` : name))
    .join(',');
}
