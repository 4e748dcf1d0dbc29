import { requireFirm } from '@smarterfirms/platform/request-context';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { AuthContext } from '../context.ts';
import { toUser, User } from '../user/user.ts';
import { ApiKey, toApiKey } from './api-key.ts';

@Resolver(ApiKey)
export class ApiKeyResolver {
  @FieldResolver(() => User, {
    nullable: true,
    description:
      'Who created it; the key acts for this person. Null, and the key is dead, when they have left the firm.',
  })
  async createdBy(@Root() { userId }: ApiKey, @Ctx() { users }: AuthContext): Promise<User | null> {
    const row = await users.load(userId);
    return row && toUser(row);
  }
}

export async function apiKeyReference({ id }: Record<string, unknown>, context: AuthContext): Promise<ApiKey | null> {
  requireFirm(context, 'api-keys:read');
  const row = await context.apiKeys.load(String(id));
  return row && toApiKey(row);
}
