import type { UserError } from '@smarterfirms/platform/graph-user-error';

/** Why a command did not do what was asked: expected, told to the person, never thrown. */
export interface Refusal<Code extends string> {
  code: Code;
  message: string;
  /** The input field that it is about. */
  field?: string;
}

/** A GraphQL error type, filled; its class is what tells GraphQL which type implements the interface. */
export function errorOf<Code extends string, Type extends UserError & { code: Code }>(
  type: new () => Type,
  refusal: Refusal<Code>,
): Type {
  return Object.assign(new type(), refusal);
}
