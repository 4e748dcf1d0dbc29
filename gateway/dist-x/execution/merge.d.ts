import { type Entity } from './run.ts';
/** Whether a received object may be put into the data as it is; otherwise a copy of it is. */
export type MayAdopt = (field: string) => boolean;
/** Merges what a subgraph sent into what is there: objects field by field, lists of equal length item by item. */
export declare function merge(target: Entity, source: Entity, mayAdopt?: MayAdopt): void;
/** The same for one source and many targets. */
export declare function merger(source: Entity): (target: Entity, mayAdopt: MayAdopt) => void;
export declare const always: MayAdopt;
