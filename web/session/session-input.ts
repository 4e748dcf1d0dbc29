import { z } from 'zod';

const text = z.string().max(1_000);

/** Bodies of the session routes. Rules about their content are the graph's: here only their shape is checked. */
export const signUpInput = z.object({ email: text, password: text, name: text, timeZone: text, locale: text });
export const signInInput = z.object({ email: text, password: text });
export const tokenInput = z.object({ firmId: text.optional() });
export const connectClioInput = z.object({ firmId: text, region: z.enum(['US', 'CA', 'EU', 'AU']) });

/** The first mistake in a body as an error that names the field. */
export function inputError(error: z.ZodError) {
  const issue = error.issues[0];
  const field = issue?.path.join('.') ?? '';
  return { code: 'BAD_USER_INPUT', message: `${field || 'The request'} is missing or not valid.`, field };
}
