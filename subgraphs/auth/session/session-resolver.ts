import { Resolver } from 'type-graphql';
import type { AuthContext } from '../context.ts';
import { Session, toSession } from './session.ts';

/** Names the type to the schema; its fields are all its own. */
@Resolver(Session)
export class SessionResolver {}

export async function sessionReference(
  { id }: Record<string, unknown>,
  { sessions, principal }: AuthContext,
): Promise<Session | null> {
  const row = await sessions.load(String(id));
  return row && toSession(row, principal);
}
