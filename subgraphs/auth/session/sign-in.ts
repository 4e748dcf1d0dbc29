import type { AuthContext } from '../context.ts';
import { canonicalPassword, isPossiblePassword } from '../identity/password-rule.ts';
import type { Refusal } from '../refusal.ts';
import { isEmail, normalizeEmail } from '../user/email-address.ts';
import { type SignedInPerson, signedIn } from './signed-in-person.ts';

export type SignInCode = 'INVALID_CREDENTIALS' | 'TOO_MANY_ATTEMPTS';
export type SignInOutcome = { person: SignedInPerson } | { refusal: Refusal<SignInCode> };

/** Begins a session for who knows the password. An unknown address and a wrong password get the same answer after the same work. */
export async function signIn(given: { email: string; password: string }, context: AuthContext): Promise<SignInOutcome> {
  const { attempts, engine, client = {} } = context;
  const email = normalizeEmail(given.email);
  const password = canonicalPassword(given.password);
  const attempt = { email, address: client.address };

  const wait = await attempts.begin(attempt);
  if (wait !== undefined) {
    return refused('TOO_MANY_ATTEMPTS', `There were too many failed attempts. Try again in ${inWords(wait)}.`);
  }
  // Nobody can have such an address or such a password, so nothing is learned from the quicker answer.
  const possible = isEmail(email) && isPossiblePassword(password);
  const begun = possible ? await engine.signIn({ email, password }, client) : undefined;
  if (!begun) {
    return refused('INVALID_CREDENTIALS', 'The email address or the password is not right. Check both and try again.');
  }
  await attempts.succeed(attempt);
  return { person: await signedIn(begun, context) };
}

function refused(code: SignInCode, message: string): { refusal: Refusal<SignInCode> } {
  return { refusal: { code, message } };
}

function inWords(seconds: number): string {
  if (seconds > 90) return `${Math.ceil(seconds / 60)} minutes`;
  return seconds === 1 ? '1 second' : `${seconds} seconds`;
}
