import type { FetchNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { type Step } from './run.ts';
import type { SharedFields } from './shared-fields.ts';
export interface FetchPlace {
    schema: GraphQLSchema;
    /** Of the entities, from the root; "@" stands for every item of a list. */
    path: readonly (string | number)[];
    sharedFields: SharedFields;
    responseNames: ReadonlyMap<string, string>;
}
/**
 * Compiles one fetch: its request is text but for variables and representations, and what it gets is merged into the data.
 *
 * An entity is asked for once, however often it stands in the data. A failure is one error and costs the fields of this
 * fetch only.
 */
export declare function compileFetch(node: FetchNode, place: FetchPlace): Step;
