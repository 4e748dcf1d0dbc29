import type { RowOwner } from '@smarterfirms/platform/firm-transaction';
import type { UserId } from '@smarterfirms/platform/ids';
import type { RequestContext } from '@smarterfirms/platform/request-context';
import type DataLoader from 'dataloader';
import { type ApiKeyRow, createApiKeyLoader } from './api-key/api-key-records.ts';
import type { Database } from './database.ts';
import type { IdentityEngine } from './identity/engine.ts';
import type { MembershipRow } from './membership/membership-records.ts';
import { createMembershipLoader, createMembershipsByUserLoader } from './membership/membership-records.ts';
import { createSessionLoader, type SessionRow } from './session/session-records.ts';
import type { SignInAttempts } from './session/sign-in-attempts.ts';
import { createUserLoader, type UserRow } from './user/user-records.ts';

/** What lives as long as the process. */
export interface AuthParts {
  database: Database;
  engine: IdentityEngine;
  attempts: SignInAttempts;
  /** Publishes the outbox now instead of at the next tick. */
  wakeOutbox: () => void;
}

/** What a resolver or a command is given: the request, the parts, and loaders that live as long as the request. */
export interface AuthContext extends RequestContext, AuthParts {
  /** Whose rows the request may see: the person's own, and those of the firm that the access token is for. */
  viewer: RowOwner;
  /** Who proved by password, in this very request, to be this person: may see their own profile before there is a token. */
  provenUserId?: UserId;
  users: DataLoader<string, UserRow | null>;
  memberships: DataLoader<string, MembershipRow | null>;
  membershipsByUser: DataLoader<string, MembershipRow[]>;
  sessions: DataLoader<string, SessionRow | null>;
  apiKeys: DataLoader<string, ApiKeyRow | null>;
}

export function authContext(request: RequestContext, parts: AuthParts): AuthContext {
  const { principal } = request;
  const viewer = principal?.kind === 'user' ? { userId: principal.userId, firmId: principal.firmId } : {};
  const { database } = parts;
  return {
    ...request,
    ...parts,
    viewer,
    users: createUserLoader(database, viewer),
    memberships: createMembershipLoader(database, viewer),
    membershipsByUser: createMembershipsByUserLoader(database, viewer),
    sessions: createSessionLoader(database, viewer),
    apiKeys: createApiKeyLoader(database, viewer),
  };
}
