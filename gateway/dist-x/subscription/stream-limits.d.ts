import { z } from 'zod';
/** How many connections clients may hold for streams. */
declare const limits: z.ZodObject<{
    sockets: z.ZodNumber;
    socketsPerNetwork: z.ZodNumber;
    namelessSocketsPerNetwork: z.ZodNumber;
    socketBeginsWithinMs: z.ZodNumber;
    httpStreams: z.ZodNumber;
    httpStreamsPerClient: z.ZodNumber;
}, z.core.$strict>;
export type StreamLimits = z.infer<typeof limits>;
/** Some of the limits, to be used instead of those below. */
export declare const streamLimitChanges: z.ZodObject<{
    sockets: z.ZodOptional<z.ZodNumber>;
    socketsPerNetwork: z.ZodOptional<z.ZodNumber>;
    namelessSocketsPerNetwork: z.ZodOptional<z.ZodNumber>;
    socketBeginsWithinMs: z.ZodOptional<z.ZodNumber>;
    httpStreams: z.ZodOptional<z.ZodNumber>;
    httpStreamsPerClient: z.ZodOptional<z.ZodNumber>;
}, z.core.$strict>;
export type StreamLimitChanges = z.infer<typeof streamLimitChanges>;
/** The usual limits, with some changed. */
export declare function changedStreamLimits(changes?: StreamLimitChanges): StreamLimits;
export {};
