import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { type Entity } from './run.ts';
export interface Representer {
    /** The representation of an entity as JSON, or undefined where the fetch is not about its type or a field is missing. */
    represent(entity: Entity): string | undefined;
    /**
     * A value that two entities of one type have in common if and only if their representations are equal; undefined where
     * only the representation itself tells.
     */
    keyOf?: ((entity: Entity) => unknown) | undefined;
}
/**
 * Compiles what a fetch requires of its entities.
 *
 * By far the most representations are a type's name and a key of scalars: those are written as text at once. All others
 * are built as objects first, as are those with a rewrite.
 */
export declare function compileRepresentation(schema: GraphQLSchema, requires: readonly QueryPlanSelectionNode[], rewrite: ((representation: Entity) => void) | undefined): (typename: string) => Representer;
