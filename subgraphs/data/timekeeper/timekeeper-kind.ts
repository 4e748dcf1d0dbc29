import { nodeKind } from '../listing/node-kind.ts';
import { Timekeeper, type TimekeeperRow, toTimekeeper } from './timekeeper.ts';

export const timekeeperKind = nodeKind<TimekeeperRow, Timekeeper>({
  name: 'Timekeeper',
  type: Timekeeper,
  scope: 'matters:read',
  idKind: 'timekeeper',
  table: 'timekeeper',
  columns: ['name', 'email', 'enabled', 'subscriptionType', 'rate'],
  show: toTimekeeper,
});
