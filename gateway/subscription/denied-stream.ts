import { ClientError } from '../operation/client-error.ts';
import type { PreparedOperation } from '../operation/prepared-operation.ts';

/** A subscription has one root field; when that is denied there is no stream at all. */
export function deniedStream({ operation, authorized }: PreparedOperation): ClientError[] | undefined {
  if (operation.operation !== 'subscription' || authorized.permitted) return undefined;
  return authorized.denials.map(({ message, path, code }) => new ClientError(message, { path, extensions: { code } }));
}
