import { type DocumentNode, type GraphQLSchema } from 'graphql';
/** Something that an operation uses and that will go. */
export interface DeprecatedUse {
    /** As `Type.field`, `Type.field(argument:)`, `Input.field` or `Enum.VALUE`. */
    coordinate: string;
    /** What to use instead, and until when it stays. */
    reason: string;
}
/** What a document uses that is deprecated, each once. Looked for once per document. Values in variables are not seen. */
export declare function deprecatedUses(schema: GraphQLSchema, document: DocumentNode): readonly DeprecatedUse[];
