import type { Scope } from './access.ts';
import type { ClientOrigin } from './client-origin.ts';
import { forbidden, graphError, unauthenticated } from './graph-error.ts';
import type { FirmId } from './ids.ts';
import type { Log } from './log.ts';
import type { Principal, UserPrincipal } from './principal.ts';

/** What every resolver of every subgraph is given, before the subgraph adds its own parts. */
export interface RequestContext {
  /** Undefined for an anonymous client. */
  principal: Principal | undefined;
  requestId: string;
  log: Log;
  /** The person's machine; absent on a WebSocket, which carries many people's operations. */
  client?: ClientOrigin;
}

/** The signed-in person. Throws UNAUTHENTICATED. */
export function requireUser({ principal }: RequestContext): UserPrincipal {
  if (principal?.kind !== 'user') throw unauthenticated();
  return principal;
}

/** The signed-in person with a permission. Throws UNAUTHENTICATED or FORBIDDEN: the gateway checked before, this is the second wall. */
export function requireScope(context: RequestContext, scope: Scope): UserPrincipal {
  const user = requireUser(context);
  if (!user.scopes.includes(scope)) throw forbidden(scope);
  return user;
}

/** The person's firm, with a permission in it. Throws also when the session has not chosen a firm. */
export function requireFirm(context: RequestContext, scope: Scope): { user: UserPrincipal; firmId: FirmId } {
  const user = requireScope(context, scope);
  if (!user.firmId) throw graphError('FORBIDDEN', 'Choose a firm first: this access token is for no firm.');
  return { user, firmId: user.firmId };
}

/** Whether the principal acts in this firm. A foreign firm must look exactly like an unknown one. */
export function actsIn({ principal }: RequestContext, firmId: string): boolean {
  return principal?.kind === 'user' && principal.firmId === firmId;
}
