import type { OperationContext } from '../context.ts';
/** One request to a subgraph, as a compiled plan sends it. */
export interface SubgraphCall {
    query: string;
    operationName: string | undefined;
    /** The whole request as JSON: query, operation name and variables. */
    body: string;
    /** Of a fetch of entities: the JSON of each, none of them twice. The answer has one element for each. */
    representations: readonly string[] | undefined;
    /** Where in the answer it belongs, for whoever looks on; "@" stands for every item of a list. */
    path?: string | undefined;
    context: OperationContext;
    /** Reads the text of the answer. Throws where it is no JSON. */
    read(text: string): unknown;
}
/** Whether asking twice does no harm: only a mutation changes anything. */
export declare function isSafeCall(body: string): boolean;
export interface SubgraphAnswer {
    /** How long the answer may be kept; absent where the subgraph does not say. */
    maxAgeSeconds?: number;
    data?: Record<string, unknown> | null | undefined;
    errors?: readonly {
        message: string;
        path?: readonly (string | number)[];
        extensions?: Record<string, unknown>;
    }[] | undefined;
}
