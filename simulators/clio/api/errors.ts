/** An answer of Clio's that is an error: `{"error":{"type":…,"message":…}}` with its status. */
export class ClioError extends Error {
  readonly status: number;
  readonly type: string;
  /** What is wrong by field, where Clio tells it apart. */
  readonly errors: Readonly<Record<string, readonly string[]>> | undefined;

  constructor(status: number, type: string, message: string, errors?: ClioError['errors']) {
    super(message);
    this.status = status;
    this.type = type;
    this.errors = errors;
  }

  body(): string {
    return JSON.stringify({ error: { type: this.type, message: this.message, errors: this.errors } });
  }
}

export const invalidFields = (message: string) => new ClioError(400, 'InvalidFields', message);
export const badArgument = (message: string) => new ClioError(400, 'ArgumentError', message);
/** Requests that are well formed and still cannot be served: a foreign page token, a page beyond the ceiling. */
export const unprocessable = (message: string) => new ClioError(422, 'ArgumentError', message);
export const forbidden = (area: string) =>
  new ClioError(403, 'ForbiddenError', `The application or the user has no permission for ${area}.`);
// The literals of the following three are not documented anywhere; clients have to go by the status.
export const notFound = () => new ClioError(404, 'RecordNotFound', 'The requested record could not be found.');
export const versionGone = (version: string) =>
  new ClioError(410, 'VersionGone', `API version ${version} is invalid or no longer supported.`);
export const rateLimited = () =>
  new ClioError(429, 'RateLimited', 'Too many requests. Wait for the time given in Retry-After.');
export const unauthorized = () => new ClioError(401, 'UnauthorizedError', 'User is not authorized');
