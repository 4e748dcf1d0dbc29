import type { OperationContext } from '../context.ts';

/** One request to a subgraph, as a compiled plan sends it. */
export interface SubgraphCall {
  query: string;
  operationName: string | undefined;
  /** The whole request as JSON: query, operation name and variables. */
  body: string;
  /** Of a fetch of entities: the JSON of each, none of them twice. The answer has one element for each. */
  representations: readonly string[] | undefined;
  context: OperationContext;
}

export interface SubgraphAnswer {
  data?: Record<string, unknown> | null | undefined;
  errors?:
    | readonly {
        message: string;
        path?: readonly (string | number)[];
        extensions?: Record<string, unknown>;
      }[]
    | undefined;
}
