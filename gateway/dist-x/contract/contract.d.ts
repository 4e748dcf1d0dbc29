/** The tag of the public API, see `@Public()` in the platform. */
export declare const publicTag = "public";
/**
 * The supergraph as the clients of a contract see it: what is not tagged, and not needed by what is, is marked
 * `@inaccessible`. It stays there for the planner, which needs keys and requirements; it is in no client's schema, so it
 * can be neither selected nor introspected nor named by an error.
 *
 * @param sdl a composed supergraph.
 * @returns undefined where no query is tagged, so that there is nothing to serve.
 */
export declare function contractSupergraph(sdl: string, tag: string): string | undefined;
