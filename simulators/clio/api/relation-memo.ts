import type { Firm } from '../firm/firm.ts';
import type { Row } from '../firm/rows.ts';
import type { View } from '../resources/view.ts';

const keptMax = 50_000;

/**
 * The JSON text of related records, for one relation of one compiled `fields`: thousands of matters have the same few
 * attorneys and practice areas. It is good until anything in the firm changes, or someone else reads.
 */
export class RelationMemo {
  readonly #texts = new Map<Row, string>();
  #firm: Firm | undefined;
  #firmVersion = 0;
  #reader: Row | undefined;
  #apiVersion = 0;

  text(related: Row, view: View, write: (row: object, view: View) => string): string {
    // Views that leave something out or add something are rare; they are written anew each time.
    if (view.redacts.size > 0 || view.customFieldIds || view.rateFor) return write(related, view);
    const { firm } = related;
    if (
      this.#firm !== firm ||
      this.#firmVersion !== firm.version ||
      this.#reader !== view.reader ||
      this.#apiVersion !== view.version ||
      this.#texts.size > keptMax
    ) {
      this.#texts.clear();
      this.#firm = firm;
      this.#firmVersion = firm.version;
      this.#reader = view.reader;
      this.#apiVersion = view.version;
    }
    let text = this.#texts.get(related);
    if (text === undefined) {
      text = write(related, view);
      this.#texts.set(related, text);
    }
    return text;
  }
}
