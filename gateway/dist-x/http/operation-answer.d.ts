import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ClientError } from '../operation/client-error.ts';
import type { OperationResult } from '../operation/run-operation.ts';
import type { AnswerType } from './answer-type.ts';
import type { RequestLocals } from './request-log.ts';
/** Whom an answer is for, and in which form. */
export interface Asker {
    request: IncomingMessage;
    response: ServerResponse;
    type: AnswerType;
    locals: RequestLocals;
}
export interface AnswerExtras {
    headers?: Readonly<Record<string, string>> | undefined;
    extensions?: Readonly<Record<string, unknown>>;
}
/** Answers with the result of an operation. Every error carries the request id, and the log line the codes. */
export declare function answerWithResult({ request, response, type: { contentType, faultStatus }, locals: { headers: forAll, facts, asked, requestId }, }: Asker, { dataJson, errors }: OperationResult | {
    dataJson?: undefined;
    errors: readonly ClientError[];
}, { headers, extensions }?: AnswerExtras): Promise<void>;
