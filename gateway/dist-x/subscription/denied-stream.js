import { ClientError } from '../operation/client-error.js';
/** A subscription has one root field; when that is denied there is no stream at all. */
export function deniedStream({ operation, authorized }) {
    if (operation.operation !== 'subscription' || authorized.permitted)
        return undefined;
    return authorized.denials.map(({ message, path, code }) => new ClientError(message, { path, extensions: { code } }));
}
//# sourceMappingURL=denied-stream.js.map