import { UserError } from '@smarterfirms/platform/graph-user-error';
import { isId } from '@smarterfirms/platform/ids';
import { requireFirm } from '@smarterfirms/platform/request-context';
import {
  Arg,
  Ctx,
  Directive,
  Field,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Resolver,
  registerEnumType,
} from 'type-graphql';
import type { AuthContext } from '../context.ts';
import { errorOf } from '../refusal.ts';
import { ApiKey, toApiKey } from './api-key.ts';
import { endApiKey } from './api-key-records.ts';

const RevokeApiKeyErrorCode = { API_KEY_NOT_FOUND: 'API_KEY_NOT_FOUND' } as const;
registerEnumType(RevokeApiKeyErrorCode, { name: 'RevokeApiKeyErrorCode' });

@InputType()
class RevokeApiKeyInput {
  @Field(() => ID)
  apiKeyId!: string;
}

@ObjectType()
@Directive('@authenticated')
class ApiKeyRevoked {
  @Field(() => ApiKey)
  apiKey!: ApiKey;
}

@ObjectType({ implements: UserError })
class RevokeApiKeyError extends UserError {
  @Field(() => RevokeApiKeyErrorCode)
  code!: 'API_KEY_NOT_FOUND';
}

@ObjectType()
@Directive('@authenticated')
class RevokeApiKeyPayload {
  @Field(() => ApiKeyRevoked, { nullable: true })
  ok?: ApiKeyRevoked;

  @Field(() => RevokeApiKeyError, { nullable: true })
  error?: RevokeApiKeyError;
}

@Resolver()
export class RevokeApiKeyResolver {
  @Mutation(() => RevokeApiKeyPayload, {
    description: 'Ends a key of the firm, for good. The public API refuses it within 10 seconds.',
  })
  @Directive('@requiresScopes(scopes: [["api-keys:write"]])')
  async revokeApiKey(
    @Arg('input', () => RevokeApiKeyInput) { apiKeyId }: RevokeApiKeyInput,
    @Ctx() context: AuthContext,
  ): Promise<RevokeApiKeyPayload> {
    const { firmId } = requireFirm(context, 'api-keys:write');
    const row = isId('apiKey', apiKeyId) ? await endApiKey(context.database, firmId, apiKeyId) : null;
    if (row) return { ok: { apiKey: toApiKey(row) } };
    const message = 'The firm has no such key.';
    return { error: errorOf(RevokeApiKeyError, { code: 'API_KEY_NOT_FOUND', message, field: 'apiKeyId' }) };
  }
}
