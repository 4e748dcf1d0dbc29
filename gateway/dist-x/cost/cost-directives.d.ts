import { type DocumentNode } from 'graphql';
/** The names that the two directives of the cost specification go by in a supergraph: `@link` may rename each of them. */
export interface CostDirectiveNames {
    cost: string;
    listSize: string;
}
export declare function costDirectiveNames(sdl: DocumentNode): CostDirectiveNames;
