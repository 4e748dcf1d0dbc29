import { openSpan } from '@smarterfirms/platform/span';
import { Kind } from 'graphql';
import type { beginOperation } from '../subscription/socket-operation.ts';
import { operationAttributes, operationSpanName, serverFault } from './operation-attributes.ts';
import { clientTrace } from './request-span.ts';

type Begin = typeof beginOperation;

/** The same, with a span for each operation on a socket, from its first message to its end. */
export function tracedBegin(begin: Begin, trusted: boolean): Begin {
  return async (parts, client, payload, operationsOnSocket) => {
    const setting = clientTrace(payload.extensions?.['traceparent'], trusted);
    const span = openSpan('websocket operation', { kind: 'server', ...setting });
    if (!span) return begin(parts, client, payload, operationsOnSocket);
    const begun = await span.within(() => begin(parts, client, payload, operationsOnSocket));
    if (!('args' in begun)) {
      const codes = begun.map(({ extensions }) => String(extensions['code']));
      span.set(operationAttributes({ codes }));
      span.end(serverFault(codes));
      return begun;
    }
    const [operation] = begun.args.document.definitions;
    const codes = new Set<string>();
    let results = 0;
    const note = (errors: readonly { extensions?: Record<string, unknown> }[] | undefined) => {
      for (const { extensions } of errors ?? []) codes.add(String(extensions?.['code']));
    };
    return {
      ...begun,
      execute: () => span.within(() => begun.execute()),
      stream: () => span.within(() => begun.stream()),
      result(result) {
        results += 1;
        const shown = begun.result(result);
        note(shown?.errors);
        return shown;
      },
      failure(errors) {
        const shown = begun.failure(errors);
        note(shown);
        return shown;
      },
      ended() {
        span.within(() => begun.ended());
        if (operation?.kind === Kind.OPERATION_DEFINITION) {
          const [type, name] = [operation.operation, operation.name?.value];
          span.rename(operationSpanName(type, name));
          span.set(operationAttributes({ operationType: type, operationName: name, firmId: begun.firmId, results }));
        }
        const ended = [...codes];
        if (ended.length > 0) span.set({ 'smarterfirms.error.codes': ended });
        span.end(serverFault(ended));
      },
    };
  };
}
