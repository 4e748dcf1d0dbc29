import type { Grant } from '../oauth/grants.ts';
import type { Permission } from '../resources/permission.ts';
import type { Redactable } from '../resources/view.ts';

/** What the application and the user's role let through. */
export interface Access {
  /** Areas that are missing: their collections answer 403, and what of them is shown inside other records is redacted. */
  readonly denied: ReadonlySet<Permission>;
  /** What is left out of records that are shown all the same. */
  readonly redacted: ReadonlySet<Redactable>;
  /** `own`: the matters the user answers for or helps with, their clients and parties, and what belongs to them. */
  readonly visible: 'all' | 'own';
}

const fullAccess: Access = { denied: new Set(), redacted: new Set(), visible: 'all' };

/** Who is kept from what, by firm and user; everyone may see everything until it is taken away. */
export class AccessRules {
  readonly #rules = new Map<string, Access>();
  #version = 0;

  /** Grows with every rule that is set. */
  get version(): number {
    return this.#version;
  }

  /** Whether anyone is kept to their own matters, so that what is listed for them depends on other records. */
  get restricts(): boolean {
    return [...this.#rules.values()].some(({ visible }) => visible === 'own');
  }

  /** The rule of the user, else that of the whole firm. */
  of({ accountId, userId }: Pick<Grant, 'accountId' | 'userId'>): Access {
    return this.#rules.get(`${accountId}/${userId}`) ?? this.#rules.get(`${accountId}`) ?? fullAccess;
  }

  /** For one user, or with null for everyone at the firm who has no rule of their own. */
  set(accountId: number, userId: number | null, access: Access): void {
    this.#version++;
    this.#rules.set(userId === null ? `${accountId}` : `${accountId}/${userId}`, access);
  }
}

/** A missing area hides these parts of other records. */
export const redactedWithout: Partial<Record<Permission, Redactable>> = {
  Billing: 'billing',
  Accounting: 'accounting',
};
