import type { Log } from '@smarterfirms/platform/log';
import { GraphQLError } from 'graphql';
/** An error that may be shown to a client as it is. Everything else is masked first. */
export declare class ClientError extends GraphQLError {
}
export interface MaskingParts {
    requestId: string;
    log: Log;
    /** Present where errors are shown as they are. */
    passedHeaders?: unknown;
}
/** Shows an error to a client: expected ones with their code and message, all others as one sentence with the request id. */
export declare function clientError(error: unknown, { requestId, log, passedHeaders }: MaskingParts): ClientError;
