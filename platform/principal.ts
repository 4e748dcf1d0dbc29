import { z } from 'zod';
import { roles } from './access.ts';
import { type FirmId, isId, type UserId } from './ids.ts';

const userId = z.string().refine((text): text is UserId => isId('user', text), 'expected a user id');
const firmId = z.string().refine((text): text is FirmId => isId('firm', text), 'expected a firm id');

/** A signed-in person, acting in one firm or (before the first firm exists) in none. */
export const userPrincipal = z.object({
  kind: z.literal('user'),
  userId,
  firmId: firmId.optional(),
  role: z.enum(roles).optional(),
  scopes: z.array(z.string()),
  sessionId: z.string(),
  sessionVersion: z.number().int(),
  /** When the person last proved who they are by signing in, in seconds since 1970. */
  authenticatedAt: z.number().int().optional(),
  /** Set where a program acts for the person by an API key; the session is then none of a browser's. */
  apiKeyId: z
    .string()
    .refine((text) => isId('apiKey', text), 'expected an API key id')
    .optional(),
});

/** One of our own services or workers, named after its package. */
export const servicePrincipal = z.object({ kind: z.literal('service'), service: z.string() });

/** Who a call is made for, as the gateway or a service vouches for it. */
export const principal = z.discriminatedUnion('kind', [userPrincipal, servicePrincipal]);

export type UserPrincipal = z.infer<typeof userPrincipal>;
export type ServicePrincipal = z.infer<typeof servicePrincipal>;
export type Principal = z.infer<typeof principal>;
