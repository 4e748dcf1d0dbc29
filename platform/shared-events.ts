import { createSourceEventStream, type ExecutionArgs, type ExecutionResult, execute } from 'graphql';

type Answer = ExecutionResult | Promise<ExecutionResult>;

/**
 * `subscribe` of graphql-js for sources that hand the same event object to many subscribers: an event is executed once for all
 * who ask the same of it with the same variables and in the same position, and the answer goes to each.
 *
 * @param positionOf names all that the answer depends on besides event and question: who asks, as far as it matters. The
 * context of whoever comes first is used for all of that position.
 */
export function createSharedSubscribe<Context>(positionOf: (context: Context) => string) {
  const answers = new WeakMap<object, Map<string, Answer>>();

  return async (args: ExecutionArgs): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> => {
    const source = await createSourceEventStream(args);
    if (!(Symbol.asyncIterator in source)) return source;
    const question = JSON.stringify([
      args.document.loc?.source.body,
      args.operationName,
      args.variableValues,
      positionOf(args.contextValue as Context),
    ]);
    return answered(source, (event) => {
      if (typeof event !== 'object' || event === null) return execute({ ...args, rootValue: event });
      const ofEvent = answers.get(event) ?? new Map<string, Answer>();
      answers.set(event, ofEvent);
      const answer = ofEvent.get(question) ?? execute({ ...args, rootValue: event });
      ofEvent.set(question, answer);
      return answer;
    });
  };
}

/** Not a generator: one that waits for an event could not be left before it comes. */
function answered(
  source: AsyncIterable<unknown>,
  answerTo: (event: unknown) => Answer,
): AsyncIterableIterator<ExecutionResult> {
  const events = source[Symbol.asyncIterator]();
  const answers: AsyncIterableIterator<ExecutionResult> = {
    async next() {
      const { value, done } = await events.next();
      if (done) return { value: undefined, done: true };
      try {
        return { value: await answerTo(value), done: false };
      } catch (error) {
        await events.return?.();
        throw error;
      }
    },
    async return() {
      await events.return?.();
      return { value: undefined, done: true };
    },
    [Symbol.asyncIterator]: () => answers,
  };
  return answers;
}
