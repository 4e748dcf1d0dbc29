/** Apollo's own gateway behind Apollo's own server, as their documentation starts them. */
export declare function serveStock(supergraphSdl: string): Promise<string>;
