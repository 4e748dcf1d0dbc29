import { UserError } from '@smarterfirms/platform/graph-user-error';
import { requireFirm } from '@smarterfirms/platform/request-context';
import { Arg, Ctx, Directive, Field, InputType, Mutation, ObjectType, Resolver, registerEnumType } from 'type-graphql';
import type { AccountsContext } from '../context.ts';
import { FirmResult } from './firm.ts';
import { firmOf } from './firm-resolver.ts';
import { updateFirm } from './update-firm.ts';

export enum UpdateFirmErrorCode {
  NAME_REQUIRED = 'NAME_REQUIRED',
  TIME_ZONE_INVALID = 'TIME_ZONE_INVALID',
  CURRENCY_INVALID = 'CURRENCY_INVALID',
}
registerEnumType(UpdateFirmErrorCode, { name: 'UpdateFirmErrorCode' });

@InputType({ description: 'What is left out stays as it is.' })
export class UpdateFirmInput {
  @Field(() => String, { nullable: true })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'IANA time zone, for example America/Toronto.' })
  timeZone?: string | null;

  @Field(() => String, { nullable: true, description: 'ISO 4217, for example USD.' })
  currency?: string | null;
}

@ObjectType({ implements: UserError })
export class UpdateFirmError extends UserError {
  @Field(() => UpdateFirmErrorCode)
  code!: UpdateFirmErrorCode;
}

@ObjectType()
@Directive('@authenticated')
export class UpdateFirmPayload {
  @Field(() => FirmResult, { nullable: true })
  ok?: FirmResult | null;

  @Field(() => UpdateFirmError, { nullable: true })
  error?: UpdateFirmError | null;
}

@Resolver()
export class UpdateFirmResolver {
  @Mutation(() => UpdateFirmPayload, { description: 'Changes the firm that the access token is for.' })
  @Directive('@requiresScopes(scopes: [["firm:write"]])')
  async updateFirm(
    @Arg('input', () => UpdateFirmInput) { name, timeZone, currency }: UpdateFirmInput,
    @Ctx() context: AccountsContext,
  ): Promise<UpdateFirmPayload> {
    const { user, firmId } = requireFirm(context, 'firm:write');
    const changes = {
      ...(name != null && { name }),
      ...(timeZone != null && { timeZone }),
      ...(currency != null && { currency }),
    };
    const outcome = await updateFirm(changes, { firmId, userId: user.userId }, context);
    if ('firm' in outcome) return { ok: { firm: firmOf(outcome.firm) } };
    const { code, message, field } = outcome.refusal;
    return { error: Object.assign(new UpdateFirmError(), { code: UpdateFirmErrorCode[code], message, field }) };
  }
}
