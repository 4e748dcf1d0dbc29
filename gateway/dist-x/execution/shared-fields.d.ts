import type { FetchNode, PlanNode } from '@apollo/query-planner';
import { type Place } from './places.ts';
export interface SharedFields {
    /** Fields of the fetch's entities that all equal entities may have in common, as one object: the path of each. */
    of(node: FetchNode): ReadonlyMap<string, string>;
    /** Where the objects stand that the fetch brings; those that may be one where they are equal say so. */
    place(node: FetchNode): Place | undefined;
    /** Whether the object at this path may stand at several places of the data. */
    has(path: string): boolean;
}
/**
 * Finds out where equal objects may be one object instead of a copy each: what equal entities were fetched, and what one
 * fetch brings over and over.
 *
 * They may where nobody else writes into it with one of its places in mind: no other fetch, which works on something
 * above, brings fields of the same object. Fetches for the object itself depend on what is in it, and fetches below find
 * the shared object once and fill it once.
 */
export declare function findSharedFields(plan: PlanNode): SharedFields;
