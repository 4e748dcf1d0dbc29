import { type DocumentNode } from 'graphql';
/** What of a supergraph is public: names of types, and of fields with arguments as `Type.field`. */
export interface PublicPart {
    types: ReadonlySet<string>;
    fields: ReadonlySet<string>;
}
/**
 * Finds what is tagged as public in a supergraph, and what that needs.
 *
 * Public is decided in two places: at root fields, and at entities (a tag at the type stands for all its fields, or tags
 * stand at single fields). Everything between them follows: the connections, payloads, enums and inputs that a public
 * field leads to are public with it, and a field that leads to an entity nobody tagged is not, wherever it stands.
 */
export declare function publicPart(supergraph: DocumentNode, tag: string): PublicPart;
