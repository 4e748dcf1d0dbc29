import { keyedLoader } from '../keyed-loader.ts';
import type { ReadFirm } from '../read-firm.ts';

export function billLoaders(read: ReadFirm) {
  return {
    billById: keyedLoader(
      (ids) => read((rows, firmId) => rows.bill.findMany({ where: { firmId, id: { in: [...ids] }, deletedAt: null } })),
      (bill) => bill.id,
    ),
  };
}
