import type { ReadFirm } from '../read-firm.ts';

/**
 * The currency of what Clio gives without one (rates, credit memos): that of the firm's matters; null where they have several.
 * Read once per request.
 */
export function firmCurrency(read: ReadFirm): () => Promise<string | null> {
  let known: Promise<string | null> | undefined;
  return () => {
    known ??= read(async (rows, firmId) => {
      const { _min, _max } = await rows.matter.aggregate({
        where: { firmId, deletedAt: null },
        _min: { currency: true },
        _max: { currency: true },
      });
      return _min.currency === _max.currency ? _min.currency : null;
    });
    return known;
  };
}
