/** A projection has not seen yet what this event is about: another event is still on its way. */
export class NotKnownYetError extends Error {
  readonly retry = true;
}

/** The mail server did not take an email. The deliveries are marked FAILED, with their attempts counted. */
export class EmailNotSentError extends Error {
  readonly retry = true;
}
