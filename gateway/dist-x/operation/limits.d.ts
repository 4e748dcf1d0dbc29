import { type ASTVisitor, type ValidationContext } from 'graphql';
/** Characters of a document: comments are no tokens, and cost time all the same. */
export declare const charactersMax = 50000;
/** Mistakes that are told of one document; after them it is not looked at any further. */
export declare const mistakesMax = 5;
/** Lexer tokens per document, counted before anything else is done with it. */
export declare const tokensMax = 2000;
/** A validation rule: an operation may be so deep and so wide, have so many aliases, directives and fields, through fragments too. */
export declare function operationLimits(context: ValidationContext): ASTVisitor;
