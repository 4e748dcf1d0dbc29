import { UserError } from '@smarterfirms/platform/graph-user-error';
import { requireUser } from '@smarterfirms/platform/request-context';
import { Arg, Ctx, Directive, Field, InputType, Mutation, ObjectType, Resolver, registerEnumType } from 'type-graphql';
import type { AccountsContext } from '../context.ts';
import { createFirm } from './create-firm.ts';
import { FirmResult } from './firm.ts';
import { firmOf } from './firm-resolver.ts';

export enum CreateFirmErrorCode {
  NAME_REQUIRED = 'NAME_REQUIRED',
  TIME_ZONE_INVALID = 'TIME_ZONE_INVALID',
  CURRENCY_INVALID = 'CURRENCY_INVALID',
  IDEMPOTENCY_KEY_REUSED = 'IDEMPOTENCY_KEY_REUSED',
}
registerEnumType(CreateFirmErrorCode, { name: 'CreateFirmErrorCode' });

@InputType()
export class CreateFirmInput {
  @Field(() => String)
  name!: string;

  @Field(() => String, { description: 'IANA time zone, for example America/Toronto.' })
  timeZone!: string;

  @Field(() => String, { description: 'ISO 4217, for example USD.' })
  currency!: string;

  @Field(() => String, {
    description:
      'A fresh random text per firm, at most 200 characters. The same call with the same key answers the same firm, however often it is sent.',
  })
  idempotencyKey!: string;
}

@ObjectType({ implements: UserError })
export class CreateFirmError extends UserError {
  @Field(() => CreateFirmErrorCode)
  code!: CreateFirmErrorCode;
}

@ObjectType()
@Directive('@authenticated')
export class CreateFirmPayload {
  @Field(() => FirmResult, { nullable: true })
  ok?: FirmResult | null;

  @Field(() => CreateFirmError, { nullable: true })
  error?: CreateFirmError | null;
}

@Resolver()
export class CreateFirmResolver {
  @Mutation(() => CreateFirmPayload, {
    description: 'Creates a firm with a trial of 14 days; the signed-in person becomes its owner.',
  })
  @Directive('@authenticated')
  async createFirm(
    @Arg('input', () => CreateFirmInput) { name, timeZone, currency, idempotencyKey }: CreateFirmInput,
    @Ctx() context: AccountsContext,
  ): Promise<CreateFirmPayload> {
    const { userId } = requireUser(context);
    const outcome = await createFirm({ name, timeZone, currency, idempotencyKey }, userId, context);
    if ('firm' in outcome) return { ok: { firm: firmOf(outcome.firm) } };
    const { code, message, field } = outcome.refusal;
    return { error: Object.assign(new CreateFirmError(), { code: CreateFirmErrorCode[code], message, field }) };
  }
}
