import type { OperationContext } from '../context.ts';
import type { DataSources } from '../upstream/http-source.ts';
/** An object of the data that is being put together, as subgraphs sent it. */
export type Entity = Record<string, unknown>;
/** One execution of a compiled plan. */
export interface Run {
    readonly variables: Readonly<Record<string, unknown>>;
    readonly dataSources: DataSources;
    readonly context: OperationContext;
    /** What subgraphs reported, with paths in the client's operation, and what went wrong with fetches. */
    readonly errors: Error[];
    /** All data so far, with keys and `@requires` fields that nobody asked for. */
    readonly root: Entity;
    /** Places of the data, by their paths, where one object stands more than once. */
    readonly repeated: Set<string>;
}
/** A part of a plan, bound to the places in the data that it works on. */
export type Step = (run: Run, entities: readonly Entity[]) => Promise<void>;
export declare function isEntity(value: unknown): value is Entity;
export declare function isInherited(name: string): boolean;
/** How to read one field of an entity. Most names need no look at whether the object owns them. */
export declare function fieldReader(name: string): (entity: Entity) => unknown;
export declare function setField(entity: Entity, name: string, value: unknown): void;
export declare function getField(entity: Entity, name: string): unknown;
