import { type DocumentNode } from 'graphql';
/**
 * Deprecations that do not say until when, as a line each. Clients plan by the date; the reason has to name one, in the
 * form YYYY-MM-DD.
 */
export declare function undatedDeprecations(schema: DocumentNode): string[];
