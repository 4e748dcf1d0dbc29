import { type DocumentNode } from 'graphql';
/**
 * Lists of objects whose length nobody has stated, as coordinates: neither by `@listSize` at the field, nor by the
 * `sizedFields` of a field that leads to it. Lists of scalars cost nothing, however long they are.
 */
export declare function unsizedLists(supergraph: DocumentNode): string[];
