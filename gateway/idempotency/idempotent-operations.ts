import { createHash } from 'node:crypto';
import { ClientError } from '../operation/client-error.ts';
import type { PreparedOperation } from '../operation/operations.ts';
import type { OperationResult, RunParts } from '../operation/run-operation.ts';
import type { RunOperation } from '../operation/shared-operations.ts';
import type { KeptAnswers } from './kept-answers.ts';

const keyLengthMax = 255;
/** Nobody knows what came of it: a repetition has to run. */
const openOutcomes = new Set(['SERVICE_UNAVAILABLE', 'INTERNAL_SERVER_ERROR']);

/** A mutation with an idempotency key runs once in a day: repeated with the same parameters, it answers what it answered. */
export function idempotentOperations(run: RunOperation, answers: KeptAnswers): RunOperation {
  return async (prepared, parts) => {
    const { principal, idempotencyKey } = parts.context;
    if (idempotencyKey === undefined || prepared.operation.operation !== 'mutation' || principal?.kind !== 'user')
      return run(prepared, parts);
    if (idempotencyKey === '' || idempotencyKey.length > keyLengthMax)
      return refused('BAD_REQUEST', `An idempotency key has 1 to ${keyLengthMax} characters.`);
    const key = hashed([principal.apiKeyId ?? principal.sessionId, principal.firmId, idempotencyKey]);
    const intention = await answers.begin(key, parametersHash(prepared, parts));
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
      case 'done':
        return readResult(intention.answer);
      case 'new': {
        const result = await run(prepared, parts);
        if (isSettled(result)) await intention.keep(writeResult(result));
        else await intention.forget();
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

function isSettled({ dataJson, errors = [] }: OperationResult): boolean {
  return dataJson !== undefined && !errors.some(({ extensions }) => openOutcomes.has(String(extensions['code'])));
}

function writeResult({ dataJson, errors }: OperationResult): string {
  return JSON.stringify({ dataJson, errors: errors?.map((error) => error.toJSON()) });
}

function readResult(answer: string): OperationResult {
  const { dataJson, errors } = JSON.parse(answer) as {
    dataJson: string;
    errors?: ReturnType<ClientError['toJSON']>[];
  };
  if (!errors) return { dataJson };
  return {
    dataJson,
    errors: errors.map(
      ({ message, path, extensions }) =>
        new ClientError(message, { ...(path ? { path } : {}), extensions: { ...extensions } }),
    ),
  };
}

function refused(code: string, message: string): OperationResult {
  return { errors: [new ClientError(message, { extensions: { code } })] };
}
