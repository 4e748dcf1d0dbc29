import type { Place } from './places.ts';
/** The text is not as servers write JSON, or no JSON at all. */
export declare class Irregular extends Error {
}
/**
 * Reads the JSON of an answer so that equal objects at one place become one object. Graphs repeat themselves: every
 * review of a person has that person, with all their reviews. What repeats is compared as text, which costs next to
 * nothing beside reading it again, and is from then on fetched for, looked at and written once.
 *
 * It reads what `JSON.stringify` and its like in other languages write, and gives up with Irregular on white space and on
 * what is no JSON. Only control characters within a string are let pass, which JSON wants escaped.
 */
export declare class AnswerReader {
    #private;
    /** Characters that did not have to be read, because they had been read before. */
    skipped: number;
    /** @param repeated gets the path of each place where an object was found that had been there before. */
    constructor(text: string, repeated: Set<string>);
    /** @param place of the whole answer: `data` and what is in it. */
    read(place: Place): unknown;
}
