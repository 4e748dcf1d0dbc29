/**
 * Sends so many generated operations, as people of two firms with changing scopes and as nobody, some of them damaged. Each
 * answer must be one: no crash, no error that was not meant to be seen, nothing that its reader may not read. Counts what
 * came, so that a test can tell that it has tried something.
 */
export declare function fuzz(seed: number, count: number): Promise<{
    answered: number;
    refused: number;
    denied: number;
}>;
