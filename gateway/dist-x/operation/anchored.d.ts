import { type DocumentNode } from 'graphql';
/**
 * The document with `__typename` in every object of which nothing may be left by `@skip` and `@include`.
 *
 * Apollo's planner drops an object altogether whose own fields are all left out, when the object itself has a condition:
 * instead of `{}` there would be a null, and where none is allowed an error. Only what is planned is changed, not what is
 * answered; a document without conditions is returned as it is.
 */
export declare function anchored(document: DocumentNode): DocumentNode;
