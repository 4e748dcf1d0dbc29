import { keyedLoader } from '../keyed-loader.ts';
import type { ReadFirm } from '../read-firm.ts';

/** Users of the firm's Clio account. */
export function timekeeperLoaders(read: ReadFirm) {
  let rateCurrency: Promise<string | null> | undefined;
  return {
    timekeeperById: keyedLoader(
      (ids) =>
        read((rows, firmId) => rows.timekeeper.findMany({ where: { firmId, id: { in: [...ids] }, deletedAt: null } })),
      (timekeeper) => timekeeper.id,
    ),
    timekeeperByClioId: keyedLoader(
      (clioIds) =>
        read((rows, firmId) =>
          rows.timekeeper.findMany({ where: { firmId, clioId: { in: [...clioIds] }, deletedAt: null } }),
        ),
      (timekeeper) => timekeeper.clioId,
    ),
    /** Clio gives rates without a currency: it is the one of the firm's matters, and not known where they have several. */
    rateCurrency: () => {
      rateCurrency ??= read(async (rows, firmId) => {
        const { _min, _max } = await rows.matter.aggregate({
          where: { firmId, deletedAt: null },
          _min: { currency: true },
          _max: { currency: true },
        });
        return _min.currency === _max.currency ? _min.currency : null;
      });
      return rateCurrency;
    },
  };
}
