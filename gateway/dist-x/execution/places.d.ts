import type { FetchNode } from '@apollo/query-planner';
/** Where the objects of one selection set of a fetch stand in the data, and what was asked of them there. */
export interface Place {
    /** Of the objects from the root, without the items of lists: `.users.reviews`. */
    readonly path: string;
    /** Whether equal objects that the fetch brings here may be one object. */
    mayRepeat: boolean;
    /** In the order of the selection, which is the order that they come in. */
    readonly fields: PlaceField[];
    readonly byName: Map<string, PlaceField>;
}
export interface PlaceField {
    readonly name: string;
    /** As it stands in the text of an answer: the name in quotes, and the colon. */
    readonly token: string;
    /** Whether the name can be set like any property. */
    readonly isPlain: boolean;
    readonly number: number;
    /** Undefined for scalars. */
    readonly place: Place | undefined;
}
/** @returns the place of the objects that the fetch is for: the root, or its entities. */
export declare function placesOf(node: FetchNode, path: string): Place;
/** A place of its own around others: what an answer is, around its data. */
export declare function placeAround(name: string, inner: Place): Place;
