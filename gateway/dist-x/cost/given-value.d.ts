import { type DirectiveNode, type OperationDefinitionNode, type ValueNode } from 'graphql';
import type { Variables } from './amount.ts';
/** Defaults of an operation's variables, by name. */
export type Defaults = ReadonlyMap<string, unknown>;
export declare function defaultsOf({ variableDefinitions }: OperationDefinitionNode): Defaults;
export declare function hasVariable(node: ValueNode): boolean;
/** A value of the document with the variables in it filled in; undefined where one is not given and has no default. */
export declare function givenValue(node: ValueNode, variables: Variables, defaults: Defaults): unknown;
/** Whether `@skip` and `@include` leave a selection in: known at once, or by the variables. */
export declare function isSelected(directives: readonly DirectiveNode[] | undefined, defaults: Defaults): boolean | ((variables: Variables) => boolean);
