import { commonPasswords } from './common-passwords.ts';

/** NIST 800-63B for passwords without a second factor. In characters, as a person counts them. */
export const passwordLengthMin = 15;
/** Long enough for any passphrase, short enough that hashing one costs no more than another. Nothing is ever cut off. */
export const passwordLengthMax = 128;
/** "aaaaaaaaaaaaaaa" and "abababababababab" have the length of a good password and nothing else of it. */
const distinctCharactersMin = 5;

export type PasswordProblem = 'PASSWORD_TOO_SHORT' | 'PASSWORD_TOO_LONG' | 'PASSWORD_BREACHED';

/**
 * The one form in which a password is measured, hashed and compared: two systems may send the same characters composed or
 * decomposed, and NIST 800-63B asks for one of the two.
 */
export function canonicalPassword(password: string): string {
  return password.normalize('NFKC');
}

/** Whether somebody may have this password, as far as its length tells. */
export function isPossiblePassword(canonical: string): boolean {
  return canonical !== '' && [...canonical].length <= passwordLengthMax;
}

/** Why this canonical password cannot be a new password; undefined when it can. */
export function passwordProblem(canonical: string): PasswordProblem | undefined {
  const characters = [...canonical];
  if (characters.length < passwordLengthMin) return 'PASSWORD_TOO_SHORT';
  if (characters.length > passwordLengthMax) return 'PASSWORD_TOO_LONG';
  const essence = canonical.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  if (commonPasswords.has(essence) || new Set(characters).size < distinctCharactersMin) return 'PASSWORD_BREACHED';
  return undefined;
}

export const passwordAdvice: Record<PasswordProblem, string> = {
  PASSWORD_TOO_SHORT: `Use at least ${passwordLengthMin} characters. A few words in a row are easy to remember and hard to guess.`,
  PASSWORD_TOO_LONG: `Use at most ${passwordLengthMax} characters.`,
  PASSWORD_BREACHED: 'This password is among the first that anybody would try. Choose another one.',
};
