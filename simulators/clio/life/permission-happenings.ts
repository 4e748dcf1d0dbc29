import type { Happening } from './happening.ts';
import { someRow } from './happening.ts';

const areas = ['Billing', 'Accounting', 'Activities', 'Matters'] as const;

/**
 * What an administrator does to the people who let the application in. It lasts until it is taken back, so it only
 * happens when it is asked for by name.
 */
export const permissionHappenings = {
  permission_lost: {
    weight: 0,
    happen({ firm, world }, random) {
      const user = someRow(firm.tables.users.rows, random, ({ id }) => world.grants.isGrantedBy(id));
      if (!user) return undefined;
      const owner = { accountId: firm.account.id, userId: user.id };
      const access = world.access.of(owner);
      const lost = random.chance(0.3)
        ? { ...access, visible: 'own' as const }
        : { ...access, denied: new Set([...access.denied, random.pick(areas)]) };
      world.access.set(owner.accountId, owner.userId, lost);
      // Pages that were kept show what may not be seen any more.
      firm.version++;
      return { resource: 'users', id: user.id };
    },
  },
  permission_returned: {
    weight: 0,
    happen({ firm, world }, random) {
      const user = someRow(firm.tables.users.rows, random, ({ id }) => world.grants.isGrantedBy(id));
      if (!user) return undefined;
      world.access.set(firm.account.id, user.id, { denied: new Set(), redacted: new Set(), visible: 'all' });
      firm.version++;
      return { resource: 'users', id: user.id };
    },
  },
} as const satisfies Readonly<Record<string, Happening>>;
