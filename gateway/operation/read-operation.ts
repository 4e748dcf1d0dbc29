import { Refused } from '../admission/admission.ts';
import type { TakeDeposit } from '../admission/document-deposit.ts';
import type { OperationContext } from '../context.ts';
import type { DocumentRequest } from '../persisted/documents.ts';
import type { ServedGraph } from '../supergraph/snapshot.ts';
import { type ClientError, clientError } from './client-error.ts';
import type { PreparedOperation } from './prepared-operation.ts';
import { variableMistakes } from './run-operation.ts';

export interface OperationRequest extends DocumentRequest {
  operationName: string | undefined;
  variables: Record<string, unknown>;
}

/** What an operation that a client has sent turns out to be. */
export type ReadOperation = {
  /** Whether the document came by its id, or was a registered one. */
  persisted: boolean;
} & ({ prepared: PreparedOperation } | { mistakes: readonly ClientError[] });

/**
 * Finds, parses, validates and plans what a client has sent, over whatever it came. What turns out to be a mistake is paid
 * for; where the budget does not allow it, it is not even read.
 *
 * Throws DocumentRefused, and GraphQLError where the document cannot be parsed or has no such operation.
 */
export async function readOperation(
  { documents, operations }: Pick<ServedGraph, 'documents' | 'operations'>,
  request: OperationRequest,
  { context, deposit }: { context: OperationContext; deposit: TakeDeposit | undefined },
): Promise<ReadOperation | Refused> {
  const { source, persisted } = documents.find(request);
  const taken = operations.isValid(source) ? undefined : await deposit?.(context);
  if (taken instanceof Refused) return taken;
  const document = operations.admit(source);
  if (!('kind' in document)) return { persisted, mistakes: document.map((mistake) => clientError(mistake, context)) };
  taken?.giveBack();
  documents.keep(request);
  const { operationName, variables } = request;
  const { principal } = context;
  return { persisted, prepared: operations.prepare({ source, document, operationName, principal, variables }) };
}

/** Mistakes in the variables, which are paid for like those in the document; undefined when the variables fit. */
export async function paidVariableMistakes(
  prepared: PreparedOperation,
  parts: Parameters<typeof variableMistakes>[1],
  deposit: TakeDeposit | undefined,
): Promise<readonly ClientError[] | Refused | undefined> {
  const mistakes = variableMistakes(prepared, parts);
  const taken = mistakes && (await deposit?.(parts.context));
  return taken instanceof Refused ? taken : mistakes;
}
