/** Reads a supergraph from a file, or from a URL whose server may be starting at the same time as we. */
export declare function readSupergraph(fileOrUrl: string): Promise<string>;
