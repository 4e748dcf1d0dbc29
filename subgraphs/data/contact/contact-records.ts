import { keyedLoader } from '../keyed-loader.ts';
import type { ReadFirm } from '../read-firm.ts';

/** Contacts that Clio still has. */
export function contactLoaders(read: ReadFirm) {
  return {
    contactById: keyedLoader(
      (ids) =>
        read((rows, firmId) => rows.contact.findMany({ where: { firmId, id: { in: [...ids] }, deletedAt: null } })),
      (contact) => contact.id,
    ),
    contactByClioId: keyedLoader(
      (clioIds) =>
        read((rows, firmId) =>
          rows.contact.findMany({ where: { firmId, clioId: { in: [...clioIds] }, deletedAt: null } }),
        ),
      (contact) => contact.clioId,
    ),
  };
}
