import { knownLocale } from '../design/format.ts';
import type { Viewer } from './server-session.ts';
import type { SignedInPerson } from './signed-in.tsx';

/** What pages need to know of the signed-in person. */
export function personOf({ id, email, name, timeZone, locale }: Omit<Viewer, 'memberships'>): SignedInPerson {
  return { id, email, name, timeZone, locale: knownLocale(locale) };
}
