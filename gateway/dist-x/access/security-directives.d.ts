import type { ConstDirectiveNode, DocumentNode } from 'graphql';
import { type Requirement } from './requirement.ts';
declare const features: readonly ['authenticated', 'requiresScopes', 'policy'];
type Feature = (typeof features)[number];
/** The names that the three security directives go by in this document: `@link` may rename each of them. */
export type SecurityDirectiveNames = ReadonlyMap<string, Feature>;
export declare function securityDirectiveNames(sdl: DocumentNode): SecurityDirectiveNames;
/** What the security directives at one type or field ask for together. */
export declare function requirementAt(directives: readonly ConstDirectiveNode[] | undefined, names: SecurityDirectiveNames): Requirement;
export {};
