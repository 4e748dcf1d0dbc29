import type { Firm } from '../firm/firm.ts';
import type { Row } from '../firm/rows.ts';
import type { View } from '../resources/view.ts';

/**
 * How many characters all memos keep together. A text that was joined from parts takes several times as many bytes: a
 * walk that shows whole bills and activities inside of their lines took 300 MB when each memo had a bound of its own.
 */
export const memoCharactersMax = 4_000_000;

/** Beside what counts for a text: its entry, and the parts it was joined from. */
const charactersOfEntry = 64;

let characters = 0;
let kept = new WeakMap<RelationMemo, Map<Row, string>>();

/** How much all memos keep now. */
export function memoCharacters(): number {
  return characters;
}

/**
 * The JSON text of related records, for one relation of one compiled `fields`: thousands of matters have the same few
 * attorneys and practice areas. It is good until anything in the firm changes, or someone else reads. When all memos
 * together keep too much, they all begin anew.
 */
export class RelationMemo {
  #firm: Firm | undefined;
  #firmVersion = 0;
  #reader: Row | undefined;
  #apiVersion = 0;
  #characters = 0;

  text(related: Row, view: View, write: (row: object, view: View) => string): string {
    // Views that leave something out or add something are rare; they are written anew each time.
    if (view.redacts.size > 0 || view.customFieldIds || view.rateFor) return write(related, view);
    const { firm } = related;
    if (
      this.#firm !== firm ||
      this.#firmVersion !== firm.version ||
      this.#reader !== view.reader ||
      this.#apiVersion !== view.version
    ) {
      this.#forget();
      this.#firm = firm;
      this.#firmVersion = firm.version;
      this.#reader = view.reader;
      this.#apiVersion = view.version;
    }
    const known = kept.get(this)?.get(related);
    if (known !== undefined) return known;
    const text = write(related, view);
    this.#keep(related, text);
    return text;
  }

  #keep(related: Row, text: string): void {
    const size = text.length + charactersOfEntry;
    if (characters + size > memoCharactersMax) {
      kept = new WeakMap();
      characters = 0;
    }
    let texts = kept.get(this);
    if (!texts) {
      texts = new Map();
      kept.set(this, texts);
      this.#characters = 0;
    }
    texts.set(related, text);
    this.#characters += size;
    characters += size;
  }

  #forget(): void {
    if (!kept.delete(this)) return;
    characters -= this.#characters;
    this.#characters = 0;
  }
}
