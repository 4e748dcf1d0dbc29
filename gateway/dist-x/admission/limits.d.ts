import { z } from 'zod';
/** What operations may cost, and how often the way in may be tried. */
declare const limits: z.ZodObject<{
    operationCostMax: z.ZodNumber;
    user: z.ZodObject<{
        capacity: z.ZodNumber;
        refillPerSecond: z.ZodNumber;
    }, z.core.$strip>;
    apiKey: z.ZodObject<{
        capacity: z.ZodNumber;
        refillPerSecond: z.ZodNumber;
    }, z.core.$strip>;
    anonymous: z.ZodObject<{
        capacity: z.ZodNumber;
        refillPerSecond: z.ZodNumber;
    }, z.core.$strip>;
    signUpsPerNetwork: z.ZodObject<{
        capacity: z.ZodNumber;
        refillPerSecond: z.ZodNumber;
    }, z.core.$strip>;
    signUpsPerAccount: z.ZodObject<{
        capacity: z.ZodNumber;
        refillPerSecond: z.ZodNumber;
    }, z.core.$strip>;
    signInsPerNetwork: z.ZodObject<{
        capacity: z.ZodNumber;
        refillPerSecond: z.ZodNumber;
    }, z.core.$strip>;
    signInsPerAccount: z.ZodObject<{
        capacity: z.ZodNumber;
        refillPerSecond: z.ZodNumber;
    }, z.core.$strip>;
}, z.core.$strict>;
export type AdmissionLimits = z.infer<typeof limits>;
/** Some of the limits, to be used instead of those below. */
export declare const limitChanges: z.ZodObject<{
    operationCostMax: z.ZodOptional<z.ZodNumber>;
    user: z.ZodOptional<z.ZodObject<{
        capacity: z.ZodNumber;
        refillPerSecond: z.ZodNumber;
    }, z.core.$strip>>;
    apiKey: z.ZodOptional<z.ZodObject<{
        capacity: z.ZodNumber;
        refillPerSecond: z.ZodNumber;
    }, z.core.$strip>>;
    anonymous: z.ZodOptional<z.ZodObject<{
        capacity: z.ZodNumber;
        refillPerSecond: z.ZodNumber;
    }, z.core.$strip>>;
    signUpsPerNetwork: z.ZodOptional<z.ZodObject<{
        capacity: z.ZodNumber;
        refillPerSecond: z.ZodNumber;
    }, z.core.$strip>>;
    signUpsPerAccount: z.ZodOptional<z.ZodObject<{
        capacity: z.ZodNumber;
        refillPerSecond: z.ZodNumber;
    }, z.core.$strip>>;
    signInsPerNetwork: z.ZodOptional<z.ZodObject<{
        capacity: z.ZodNumber;
        refillPerSecond: z.ZodNumber;
    }, z.core.$strip>>;
    signInsPerAccount: z.ZodOptional<z.ZodObject<{
        capacity: z.ZodNumber;
        refillPerSecond: z.ZodNumber;
    }, z.core.$strip>>;
}, z.core.$strict>;
export type LimitChanges = z.infer<typeof limitChanges>;
/** The usual limits, with some changed. */
export declare function changedLimits(changes?: LimitChanges): AdmissionLimits;
export {};
