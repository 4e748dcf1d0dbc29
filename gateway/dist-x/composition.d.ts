export interface SubgraphFile {
    name: string;
    url: string;
    sdl: string;
}
/** Reads supergraph.yaml and the schema files that it names, relative to itself. Throws with the name of what is wrong. */
export declare function readSubgraphs(configFile: string): SubgraphFile[];
export interface Composition {
    supergraphSdl: string;
    /** The schema that clients see, for codegen and reviewers. */
    apiSdl: string;
    /** The schema of the public API: of what is tagged as public. Empty where nothing is. */
    publicSdl: string;
    /** The reference of the public API, as Markdown. */
    reference: string;
    /** What composed but deserves a look, one readable line each. */
    hints: string[];
}
export declare class CompositionFailed extends Error {
    /** One readable line per mistake, with its code. */
    readonly mistakes: readonly string[];
    constructor(mistakes: readonly string[]);
}
/** Composes subgraphs into one supergraph. Throws CompositionFailed. */
export declare function composeSubgraphs(subgraphs: readonly SubgraphFile[]): Composition;
