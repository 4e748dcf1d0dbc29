/** Parses a JSON body of at most 1 MB, counted after decompression, in UTF-8 and nothing else (RFC 8259, 8.1). */
export declare const jsonBody: import("connect").NextHandleFunction;
