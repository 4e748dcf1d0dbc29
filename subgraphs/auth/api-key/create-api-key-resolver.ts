import { UserError } from '@smarterfirms/platform/graph-user-error';
import { requireFirm } from '@smarterfirms/platform/request-context';
import {
  Arg,
  Ctx,
  Directive,
  Field,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Resolver,
  registerEnumType,
} from 'type-graphql';
import type { AuthContext } from '../context.ts';
import { errorOf } from '../refusal.ts';
import { ApiKey, toApiKey } from './api-key.ts';
import { type CreateApiKeyCode, createApiKey } from './create-api-key.ts';

const CreateApiKeyErrorCode: { [Code in CreateApiKeyCode]: Code } = {
  NAME_REQUIRED: 'NAME_REQUIRED',
  SCOPES_REQUIRED: 'SCOPES_REQUIRED',
  SCOPE_NOT_ALLOWED: 'SCOPE_NOT_ALLOWED',
  LIFETIME_INVALID: 'LIFETIME_INVALID',
  TOO_MANY_KEYS: 'TOO_MANY_KEYS',
};
registerEnumType(CreateApiKeyErrorCode, { name: 'CreateApiKeyErrorCode' });

@InputType()
class CreateApiKeyInput {
  @Field(() => String, { description: 'What the key is for, 1 to 80 characters.' })
  name!: string;

  @Field(() => [String], { description: 'Permissions such as "matters:read", each one that you have yourself.' })
  scopes!: string[];

  @Field(() => Int, { defaultValue: 90, description: '1 to 365.' })
  expiresInDays!: number;
}

@ObjectType()
@Directive('@authenticated')
class ApiKeyCreated {
  @Field(() => ApiKey)
  apiKey!: ApiKey;

  @Field(() => String, { description: 'The key. Shown this once; keep it like a password.' })
  secret!: string;
}

@ObjectType({ implements: UserError })
class CreateApiKeyError extends UserError {
  @Field(() => CreateApiKeyErrorCode)
  code!: CreateApiKeyCode;
}

@ObjectType()
@Directive('@authenticated')
class CreateApiKeyPayload {
  @Field(() => ApiKeyCreated, { nullable: true })
  ok?: ApiKeyCreated;

  @Field(() => CreateApiKeyError, { nullable: true })
  error?: CreateApiKeyError;
}

@Resolver()
export class CreateApiKeyResolver {
  @Mutation(() => CreateApiKeyPayload, { description: 'Makes a key for the public API, for you in this firm.' })
  @Directive('@cost(weight: 20)')
  @Directive('@requiresScopes(scopes: [["api-keys:write"]])')
  @Directive('@policy(policies: [["in_person"]])')
  async createApiKey(
    @Arg('input', () => CreateApiKeyInput) input: CreateApiKeyInput,
    @Ctx() context: AuthContext,
  ): Promise<CreateApiKeyPayload> {
    const outcome = await createApiKey(input, requireFirm(context, 'api-keys:write'), context);
    return 'refusal' in outcome
      ? { error: errorOf(CreateApiKeyError, outcome.refusal) }
      : { ok: { apiKey: toApiKey(outcome.row), secret: outcome.secret } };
  }
}
