import { ClientError } from '../operation/client-error.js';
import { Recent } from '../operation/recent.js';
import { documentId } from './manifest.js';
/** A document is not known here, or not taken. */
export class DocumentRefused extends Error {
    constructor(error, final) {
        super(error.message);
        this.error = error;
        this.final = final;
    }
}
/** Documents of API clients that are kept at once, and characters of one. */
const keptMax = 1_000;
const keptLengthMax = 16_000;
const idPattern = /^[0-9a-f]{64}$/;
/**
 * Takes the registered operations, by their id or by their very text, and nothing else: not by registering it on the way
 * (automatic persisted queries), not over another method or a socket.
 */
export function registeredDocuments(operations) {
    const byId = new Map(operations.map(({ id, body }) => [id, body]));
    return {
        find(request) {
            const id = idOf(request) ?? documentId(request.query);
            const source = byId.get(id);
            if (source === undefined)
                throw new DocumentRefused(notFound, true);
            if (request.query !== '' && request.query !== source)
                throw new DocumentRefused(otherHash, true);
            return { source, persisted: true };
        },
        keep: () => undefined,
    };
}
export function rememberedDocuments() {
    return new Recent(keptMax);
}
/**
 * Takes any document, and remembers by its id the text of those that were valid (Apollo's automatic persisted queries): a
 * client sends the id alone, and the text once where it is not known. Registered ones are known from the beginning.
 */
export function automaticDocuments(operations = [], kept = rememberedDocuments()) {
    const registered = new Map(operations.map(({ id, body }) => [id, body]));
    return {
        find(request) {
            const id = idOf(request);
            if (request.query === '') {
                const source = id === undefined ? undefined : (registered.get(id) ?? kept.get(id));
                if (source === undefined)
                    throw new DocumentRefused(notFound, false);
                return { source, persisted: true };
            }
            if (id !== undefined && documentId(request.query) !== id)
                throw new DocumentRefused(otherHash, true);
            return { source: request.query, persisted: false };
        },
        keep(request) {
            const id = idOf(request);
            if (id !== undefined && request.query !== '' && request.query.length <= keptLengthMax)
                kept.set(id, request.query);
        },
    };
}
/** The id that a request names; undefined where it names none. Throws where what it names cannot be one. */
function idOf({ extensions }) {
    const named = extensions?.['persistedQuery'];
    if (named === undefined || named === null)
        return undefined;
    const { version, sha256Hash } = Object(named);
    if (version !== 1 || typeof sha256Hash !== 'string' || !idPattern.test(sha256Hash))
        throw new DocumentRefused(unreadable, true);
    return sha256Hash;
}
/** The words that clients of automatic persisted queries look for. */
const notFound = new ClientError('PersistedQueryNotFound', { extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } });
const otherHash = new ClientError('The query is not the one that the id in extensions.persistedQuery stands for.', {
    extensions: { code: 'BAD_REQUEST' },
});
const unreadable = new ClientError('extensions.persistedQuery must have "version": 1 and a "sha256Hash" in hexadecimal.', {
    extensions: { code: 'BAD_REQUEST' },
});
//# sourceMappingURL=documents.js.map