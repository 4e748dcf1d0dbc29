import { Cancellation } from '../cancellation.ts';
/**
 * Work that several want at the same time is done once. It is given up when the last of them has gone; nobody's leaving
 * takes it from the others.
 */
export declare class SharedFlights<Value> {
    #private;
    /** @param key everything that the value depends on, whose it is included. */
    share(key: string, cancellation: Cancellation | undefined, work: (cancellation: Cancellation) => Promise<Value>): Promise<Value>;
}
