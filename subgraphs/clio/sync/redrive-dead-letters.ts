import { Public } from '@smarterfirms/platform/graph-public';
import { UserError } from '@smarterfirms/platform/graph-user-error';
import type { FirmId } from '@smarterfirms/platform/ids';
import { requireFirm } from '@smarterfirms/platform/request-context';
import { Ctx, Directive, Field, Int, Mutation, ObjectType, Resolver, registerEnumType } from 'type-graphql';
import type { ClioContext } from '../context.ts';
import type { ClioParts } from '../parts.ts';
import { redrive } from './redrive.ts';

const RedriveDeadLettersErrorCode = { NO_DEAD_LETTERS: 'NO_DEAD_LETTERS', TRY_AGAIN_SOON: 'TRY_AGAIN_SOON' };
registerEnumType(RedriveDeadLettersErrorCode, {
  name: 'RedriveDeadLettersErrorCode',
  description: 'TRY_AGAIN_SOON: somebody looks at the letters just now; within half a minute they are there again.',
});

@ObjectType({ implements: UserError })
class RedriveDeadLettersError extends UserError {
  @Field(() => RedriveDeadLettersErrorCode)
  code!: string;
}

@ObjectType()
class RedrivenDeadLetters {
  @Field(() => Int, { description: 'How many pieces of work go on.' })
  redriven!: number;
}

@ObjectType()
class RedriveDeadLettersPayload {
  @Field(() => RedrivenDeadLetters, { nullable: true })
  ok?: RedrivenDeadLetters;

  @Field(() => RedriveDeadLettersError, { nullable: true })
  error?: RedriveDeadLettersError;
}

@Resolver()
export class RedriveDeadLetters {
  @Mutation(() => RedriveDeadLettersPayload, {
    description: "Goes on with all work of the firm's syncs that failed again and again and was put aside.",
  })
  @Directive('@cost(weight: 50)')
  @Directive('@requiresScopes(scopes: [["sync:write"]])')
  @Public()
  async redriveDeadLetters(@Ctx() context: ClioContext): Promise<RedriveDeadLettersPayload> {
    const { firmId } = requireFirm(context, 'sync:write');
    const redriven = await redrive(firmId, context.parts);
    if (redriven > 0) return { ok: { redriven } };
    if (await hasPutAside(firmId, context.parts)) {
      return refused('TRY_AGAIN_SOON', 'The work that was put aside is being looked at. Try again in half a minute.');
    }
    return refused('NO_DEAD_LETTERS', 'No work of this firm was put aside.');
  }
}

async function hasPutAside(firmId: FirmId, { connections, jobs }: ClioParts): Promise<boolean> {
  const activeJobId = (await connections.find(firmId))?.activeJobId;
  const job = activeJobId && (await jobs.find(activeJobId));
  return Boolean(job && (job.deadLettered ?? []).length > 0);
}

function refused(code: string, message: string): RedriveDeadLettersPayload {
  return { error: Object.assign(new RedriveDeadLettersError(), { code, message, field: null }) };
}
