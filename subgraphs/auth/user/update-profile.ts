import { newEvent } from '@smarterfirms/platform/events';
import { asOwner } from '@smarterfirms/platform/firm-transaction';
import type { UserId } from '@smarterfirms/platform/ids';
import type { AuthContext } from '../context.ts';
import { insertEvent } from '../outbox/outbox-records.ts';
import type { Refusal } from '../refusal.ts';
import { checkProfile, type Profile, type ProfileCode } from './profile-rule.ts';
import { type UserRow, updateProfileOf } from './user-records.ts';

export type UpdateProfileOutcome = { user: UserRow } | { refusal: Refusal<ProfileCode> };

/** Changes what is given of a person's profile, and tells the other services of it in the same transaction. */
export async function updateProfile(
  given: { [Field in keyof Profile]?: string | null | undefined },
  userId: UserId,
  { database, wakeOutbox }: AuthContext,
): Promise<UpdateProfileOutcome> {
  const profile = checkProfile(given);
  if ('refusal' in profile) return profile;
  const user = await asOwner(database, { userId }, async (transaction) => {
    const row = await updateProfileOf(transaction, userId, profile.value);
    const { email, name, timeZone, locale } = row;
    await insertEvent(transaction, newEvent('user.updated', { userId, email, name, timeZone, locale }));
    return row;
  });
  wakeOutbox();
  return { user };
}
