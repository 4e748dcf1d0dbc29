import type { AuthContext } from '../context.ts';
import { canonicalPassword, type PasswordProblem, passwordAdvice, passwordProblem } from '../identity/password-rule.ts';
import type { Refusal } from '../refusal.ts';
import { type SignedInPerson, signedIn } from '../session/signed-in-person.ts';
import { isEmail, normalizeEmail } from './email-address.ts';
import { checkProfile, type ProfileCode } from './profile-rule.ts';

export type SignUpCode = 'EMAIL_TAKEN' | 'EMAIL_INVALID' | PasswordProblem | Exclude<ProfileCode, 'PHONE_INVALID'>;
export type SignUpOutcome = { person: SignedInPerson } | { refusal: Refusal<SignUpCode> };

/**
 * Makes a person, and signs them in. The person, the password's hash, the session and the event `user.registered` are one
 * transaction.
 */
export async function signUp(
  given: { email: string; password: string; name: string; timeZone: string; locale: string },
  context: AuthContext,
): Promise<SignUpOutcome> {
  const email = normalizeEmail(given.email);
  if (!isEmail(email)) return refused('EMAIL_INVALID', 'Give an email address such as name@example.com.', 'email');
  const password = canonicalPassword(given.password);
  const problem = passwordProblem(password);
  if (problem) return refused(problem, passwordAdvice[problem], 'password');
  const { name, timeZone, locale } = given;
  const profile = checkProfile({ name, timeZone, locale });
  if ('refusal' in profile) return { refusal: profile.refusal as Refusal<SignUpCode> };

  const begun = await context.engine.signUp({ email, password, ...profile.value }, context.client ?? {});
  if (!begun) {
    return refused('EMAIL_TAKEN', 'Somebody with this email address has an account already. Sign in instead.', 'email');
  }
  context.wakeOutbox();
  return { person: await signedIn(begun, context) };
}

function refused(code: SignUpCode, message: string, field: string): { refusal: Refusal<SignUpCode> } {
  return { refusal: { code, message, field } };
}
