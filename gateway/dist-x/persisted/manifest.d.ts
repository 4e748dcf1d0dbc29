/** One operation that a client has registered: clients send its id, we know its text. */
export interface PersistedOperation {
    /** SHA-256 of the body, in hexadecimal. */
    id: string;
    name: string;
    type: 'query' | 'mutation' | 'subscription';
    /** The document, with the fragments that it uses. */
    body: string;
}
/** Reads a manifest. Throws where it is none, or where an id is not the hash of its operation. */
export declare function readManifest(json: string): PersistedOperation[];
export declare function writeManifest(operations: readonly PersistedOperation[]): string;
export declare function documentId(body: string): string;
