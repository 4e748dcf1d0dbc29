import 'reflect-metadata';
import { buildSubgraph, type Subgraph } from '@smarterfirms/platform/graph-schema';
import { ApiKeyResolver, apiKeyReference } from './api-key/api-key-resolver.ts';
import { CreateApiKeyResolver } from './api-key/create-api-key-resolver.ts';
import { RevokeApiKeyResolver } from './api-key/revoke-api-key-resolver.ts';
import type { AuthContext } from './context.ts';
import { FirmResolver, firmReference } from './membership/firm-resolver.ts';
import { GrantMembershipResolver } from './membership/grant-membership-resolver.ts';
import { MembershipResolver, membershipReference } from './membership/membership-resolver.ts';
import { CreateAccessTokenResolver } from './session/create-access-token-resolver.ts';
import { RevokeSessionResolver } from './session/revoke-session-resolver.ts';
import { SessionResolver, sessionReference } from './session/session-resolver.ts';
import { SignInResolver } from './session/sign-in-resolver.ts';
import { SignOutResolver } from './session/sign-out-resolver.ts';
import { SignUpResolver } from './user/sign-up-resolver.ts';
import { UpdateProfileResolver } from './user/update-profile-resolver.ts';
import { UserResolver, userReference } from './user/user-resolver.ts';

export function buildAuthSubgraph(): Promise<Subgraph> {
  return buildSubgraph<AuthContext>({
    resolvers: [
      UserResolver,
      MembershipResolver,
      FirmResolver,
      SessionResolver,
      SignUpResolver,
      SignInResolver,
      SignOutResolver,
      CreateAccessTokenResolver,
      RevokeSessionResolver,
      UpdateProfileResolver,
      GrantMembershipResolver,
      ApiKeyResolver,
      CreateApiKeyResolver,
      RevokeApiKeyResolver,
    ],
    references: {
      User: userReference,
      Membership: membershipReference,
      Session: sessionReference,
      Firm: firmReference,
      ApiKey: apiKeyReference,
    },
  });
}
