import { keyedLoader } from '../keyed-loader.ts';
import type { ReadFirm } from '../read-firm.ts';

export function billLoaders(read: ReadFirm) {
  return {
    billById: keyedLoader(
      (ids) => read((rows) => rows.bill.findMany({ where: { id: { in: [...ids] }, deletedAt: null } })),
      (bill) => bill.id,
    ),
  };
}
