import { type DocumentNode, type OperationDefinitionNode } from 'graphql';
import type { Variables } from '../cost/amount.ts';
import type { AdmissionLimits } from './limits.ts';
export interface Attempt {
    field: string;
    network: keyof AdmissionLimits;
    account: keyof AdmissionLimits;
    /** The address of email that it is about, in small letters; undefined where none is given. */
    email: string | undefined;
}
/** The attempts that an operation makes with these variables; undefined where it can make none. */
export type Attempts = ((variables: Variables) => Attempt[]) | undefined;
/** Finds the attempts in a mutation: aliases and fragments count like fields of their own. */
export declare function attemptedFields(document: DocumentNode, operation: OperationDefinitionNode): Attempts;
