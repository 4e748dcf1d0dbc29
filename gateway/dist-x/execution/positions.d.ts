import { type Entity } from './run.ts';
export type Position = (string | number)[];
/**
 * Where the entities that a fetch was about stand in the data: every place with its indices. An entity that several
 * objects share stands at several. Walked only when a subgraph reports an error.
 */
export declare function positionsOf(root: Entity, path: readonly (string | number)[]): {
    entity: Entity;
    at: Position;
}[];
/** The path as the client knows it: fields that go by names of ours inside have the names that it gave them. */
export declare function shownPath(path: readonly (string | number)[], responseNames: ReadonlyMap<string, string>): Position;
