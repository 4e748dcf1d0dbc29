import { createHash } from 'node:crypto';
import { ClientError } from '../operation/client-error.ts';
import type { PreparedOperation } from '../operation/prepared-operation.ts';
import type { OperationResult, RunParts } from '../operation/run-operation.ts';
import type { RunOperation } from '../operation/shared-operations.ts';
import type { Intention, KeptAnswers } from './kept-answers.ts';

const keyLengthMax = 255;

/**
 * A mutation with an idempotency key happens once in a day: repeated with the same parameters, it answers what it answered.
 *
 * From the moment at which it is sent to a subgraph it may have happened, whatever came back: then it is never sent again.
 * What was sent to none surely has not, and runs when it is repeated.
 */
export function idempotentOperations(run: RunOperation, answers: KeptAnswers): RunOperation {
  return async (prepared, parts) => {
    const { principal, idempotencyKey } = parts.context;
    if (idempotencyKey === undefined || prepared.operation.operation !== 'mutation' || principal?.kind !== 'user')
      return run(prepared, parts);
    if (idempotencyKey === '' || idempotencyKey.length > keyLengthMax)
      return refused('BAD_REQUEST', `An idempotency key has 1 to ${keyLengthMax} characters.`);
    const client = hashed([principal.apiKeyId ?? principal.sessionId, principal.firmId]);
    const key = hashed([client, idempotencyKey]);
    let intention: Intention;
    try {
      intention = await answers.begin({ client, key }, parametersHash(prepared, parts));
    } catch (error) {
      parts.context.log.error({ err: error }, 'the store of idempotency keys is away; a mutation with one was not run');
      return refused(
        'SERVICE_UNAVAILABLE',
        'Nobody can say at the moment whether this idempotency key was sent before, so nothing was run. Try again in a moment.',
      );
    }
    switch (intention.kind) {
      case 'other':
        return refused(
          'IDEMPOTENCY_KEY_REUSED',
          'This idempotency key was sent with another operation or other variables.',
        );
      case 'under-way':
        return refused(
          'IDEMPOTENCY_KEY_IN_USE',
          'A mutation with this idempotency key is under way. Ask again in a second.',
        );
      case 'unknown':
        return refused(
          'IDEMPOTENCY_OUTCOME_UNKNOWN',
          'A mutation with this idempotency key began, and its end is not known. Look what came of it before you send it with a new key.',
        );
      case 'done':
        return { ...readResult(intention.answer), repeated: true };
      case 'new': {
        let sent = false;
        const context = { ...parts.context, mutationSent: () => (sent = true) };
        const result = await run(prepared, { ...parts, context });
        await (sent ? intention.keep(writeResult(result)) : intention.forget());
        return result;
      }
    }
  };
}

function parametersHash({ text, operation }: PreparedOperation, { variables }: RunParts): string {
  return hashed([text, operation.name?.value, variables]);
}

function hashed(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url');
}

function writeResult({ dataJson, errors }: OperationResult): string {
  return JSON.stringify({ dataJson, errors: errors?.map((error) => error.toJSON()) });
}

function readResult(answer: string): OperationResult {
  const { dataJson, errors } = JSON.parse(answer) as {
    dataJson?: string;
    errors?: ReturnType<ClientError['toJSON']>[];
  };
  return {
    ...(dataJson === undefined ? {} : { dataJson }),
    ...(errors ? { errors: errors.map(readError) } : {}),
  };
}

function readError({ message, path, extensions }: ReturnType<ClientError['toJSON']>): ClientError {
  return new ClientError(message, { ...(path ? { path } : {}), extensions: { ...extensions } });
}

function refused(code: string, message: string): OperationResult {
  return { errors: [new ClientError(message, { extensions: { code } })] };
}
