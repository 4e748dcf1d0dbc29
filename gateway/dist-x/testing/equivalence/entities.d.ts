import { type DocumentNode } from 'graphql';
/** What the subgraphs of a graph have in common about their entities: which types they are, and how their keys name them. */
export interface Entities {
    /** Whether the field is a part of a key, so that its value tells which entity it is. */
    isInKey(typename: string, field: string): boolean;
    /** Some entity of the type by its number; undefined when the type is none of entities. */
    numberOf(typename: string, random: number): number | undefined;
    numberIn(representation: Record<string, unknown>): number;
    /** Equal for an object of an interface and for the same one under its own type. */
    identity(typename: string, number: number): string;
    /** The object type of an entity that was asked for by its interface. */
    concreteType(typename: string, number: number): string;
}
export declare function entitiesOf(subgraphs: readonly DocumentNode[]): Entities;
