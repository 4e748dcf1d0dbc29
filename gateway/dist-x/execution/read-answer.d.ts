import { type Place } from './places.ts';
/** Reads the text of a subgraph's answer. Throws where it is no JSON. */
export type ReadAnswer = (text: string, repeated: Set<string>) => unknown;
/** How the answers of one fetch are read: by whichever of two ways, with the same result, has proved the faster one. */
export declare function compileReading(entities: Place | undefined, isOfEntities: boolean): ReadAnswer;
