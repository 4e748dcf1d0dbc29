/** Sends an encoded report to Apollo, again where that can help. Throws the last error. */
export declare function sendReport(encoded: Uint8Array, { url, key }: {
    url: string;
    key: string;
}): Promise<void>;
