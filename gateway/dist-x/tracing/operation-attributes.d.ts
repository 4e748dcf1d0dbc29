export interface OperationFacts {
    operationType?: string | undefined;
    operationName?: string | undefined;
    firmId?: string | undefined;
    apiKeyId?: string | undefined;
    codes?: readonly string[] | undefined;
    results?: number | undefined;
}
/** Of OpenTelemetry's conventions for GraphQL servers, and of ours for who asked and how it ended. */
export declare function operationAttributes({ operationType, operationName, firmId, apiKeyId, codes, results, }: OperationFacts): Record<string, string | string[] | number>;
export declare function operationSpanName(type: string, name: string | undefined): string;
/** The code that makes a span a failed one: what a client did wrong is none of our failures. */
export declare function serverFault(codes: readonly string[] | undefined): string | undefined;
