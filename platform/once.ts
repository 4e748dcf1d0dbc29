/** Runs the work once at a time: callers that come while it is under way share its result; the next caller starts anew. */
export function singleFlight<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let underway: Promise<Result> | undefined;
  return () => {
    underway ??= work().finally(() => {
      underway = undefined;
    });
    return underway;
  };
}
