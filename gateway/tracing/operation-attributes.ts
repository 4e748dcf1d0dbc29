export interface OperationFacts {
  operationType?: string | undefined;
  operationName?: string | undefined;
  firmId?: string | undefined;
  apiKeyId?: string | undefined;
  codes?: readonly string[] | undefined;
  results?: number | undefined;
}

/** Of OpenTelemetry's conventions for GraphQL servers, and of ours for who asked and how it ended. */
export function operationAttributes({
  operationType,
  operationName,
  firmId,
  apiKeyId,
  codes,
  results,
}: OperationFacts): Record<string, string | string[] | number> {
  return {
    ...(operationType ? { 'graphql.operation.type': operationType } : {}),
    ...(operationName ? { 'graphql.operation.name': operationName } : {}),
    'smarterfirms.client': apiKeyId ?? (firmId ? 'application' : 'anonymous'),
    ...(firmId ? { 'smarterfirms.firm.id': firmId } : {}),
    ...(codes && codes.length > 0 ? { 'smarterfirms.error.codes': [...codes] } : {}),
    ...(results === undefined ? {} : { 'smarterfirms.results': results }),
  };
}

export function operationSpanName(type: string, name: string | undefined): string {
  return name ? `${type} ${name}` : type;
}

const faults = new Set(['INTERNAL_SERVER_ERROR', 'SERVICE_UNAVAILABLE', 'SUBSCRIPTION_SOURCE_ERROR']);

/** The code that makes a span a failed one: what a client did wrong is none of our failures. */
export function serverFault(codes: readonly string[] | undefined): string | undefined {
  return codes?.find((code) => faults.has(code));
}
