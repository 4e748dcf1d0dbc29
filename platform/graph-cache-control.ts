/**
 * Apollo's directive by which a field or a type states for how long answers with it may be kept, in seconds, and whether by
 * everybody (PUBLIC, the default) or for one principal only. A field that states nothing and returns objects forbids keeping
 * the whole answer; Apollo Server makes the subgraph's `Cache-Control` header of it, which the gateway obeys.
 *
 * It is no part of federation: each schema that uses it defines it, and composition leaves it out of the supergraph. Its
 * enum would stay there without `@inaccessible`.
 */
export const cacheControlDefinition = `
enum CacheControlScope @inaccessible {
  PUBLIC
  PRIVATE
}

directive @cacheControl(maxAge: Int, scope: CacheControlScope, inheritMaxAge: Boolean) on FIELD_DEFINITION | OBJECT | INTERFACE | UNION
`;
