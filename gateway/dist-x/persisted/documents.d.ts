import { ClientError } from '../operation/client-error.ts';
import { Recent } from '../operation/recent.ts';
import { type PersistedOperation } from './manifest.ts';
/** What a client sends to say which document it means. */
export interface DocumentRequest {
    /** Empty where only an id is sent. */
    query: string;
    extensions: Readonly<Record<string, unknown>> | null | undefined;
}
/** A document is not known here, or not taken. */
export declare class DocumentRefused extends Error {
    readonly error: ClientError;
    /** False where a client that gets this is meant to send the text as well, and go on. */
    readonly final: boolean;
    constructor(error: ClientError, final: boolean);
}
/** Finds the text of the document that a client means. */
export interface Documents {
    /** Throws DocumentRefused. */
    find(request: DocumentRequest): {
        source: string;
        persisted: boolean;
    };
    /** The document that was found is a valid one: it may be remembered. */
    keep(request: DocumentRequest): void;
}
/**
 * Takes the registered operations, by their id or by their very text, and nothing else: not by registering it on the way
 * (automatic persisted queries), not over another method or a socket.
 */
export declare function registeredDocuments(operations: readonly PersistedOperation[]): Documents;
/** Texts that clients have registered themselves, by their ids. They stay known when what is registered changes. */
export type RememberedDocuments = Recent<string>;
export declare function rememberedDocuments(): RememberedDocuments;
/**
 * Takes any document, and remembers by its id the text of those that were valid (Apollo's automatic persisted queries): a
 * client sends the id alone, and the text once where it is not known. Registered ones are known from the beginning.
 */
export declare function automaticDocuments(operations?: readonly PersistedOperation[], kept?: RememberedDocuments): Documents;
