import { type DocumentNode } from 'graphql';
import type { Generation } from './generated-operation.ts';
export interface EquivalenceGraph extends Generation {
    name: string;
    supergraphSdl: string;
    subgraphs: {
        name: string;
        typeDefs: DocumentNode;
    }[];
    /** The same as text, by name. */
    sdl: Readonly<Record<string, string>>;
}
/** The product's own graph, as its supergraph.yaml names it. */
export declare function productGraph(configFile: string): EquivalenceGraph;
/** Entities over and over, values computed from other subgraphs' fields, and fields that moved from one to another. */
declare const shop: () => EquivalenceGraph;
/** An interface that is an entity, interface objects for it, unions and interfaces over several subgraphs. */
declare const media: () => {
    name: string;
    supergraphSdl: string;
    subgraphs: {
        name: string;
        typeDefs: DocumentNode;
    }[];
    /** The same as text, by name. */
    sdl: Readonly<Record<string, string>>;
    depthMax: number;
};
/** Types that disagree in a union, members that only some subgraphs know, hidden fields and types, deep nullability. */
declare const shapes: () => EquivalenceGraph;
export declare const testGraphs: {
    shop: typeof shop;
    media: typeof media;
    shapes: typeof shapes;
};
export {};
