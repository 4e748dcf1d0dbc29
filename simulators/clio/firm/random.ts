/**
 * A small seeded generator (sfc32): the same seed gives the same firm on every machine. It is not meant for secrets;
 * tokens and codes come from `node:crypto`.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: string) {
    this.#a = hash32(seed, 0x9e3779b9);
    this.#b = hash32(seed, 0x243f6a88);
    this.#c = hash32(seed, 0xb7e15162);
    for (let i = 0; i < 12; i++) this.next();
  }

  /** 0 ≤ n < 1. */
  next(): number {
    return this.bits() / 4_294_967_296;
  }

  /** A whole number of 32 bits. */
  bits(): number {
    const t = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + t;
    return t >>> 0;
  }

  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(this.next() * items.length)];
    if (item === undefined) throw new Error('pick: expected at least one item, got none');
    return item;
  }

  /** Around 0, most within ±1 and nearly all within ±3. */
  normal(): number {
    const u = 1 - this.next();
    return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * this.next());
  }

  /** A heavy tail that starts at 1: most are small, a few are very large. */
  pareto(shape: number): number {
    return (1 - this.next()) ** (-1 / shape);
  }
}

/** Draws an index with a chance proportional to its weight. */
export class WeightedChoice {
  readonly #sums: Float64Array;

  constructor(weights: readonly number[]) {
    this.#sums = new Float64Array(weights.length);
    let sum = 0;
    for (const [index, weight] of weights.entries()) {
      sum += weight;
      this.#sums[index] = sum;
    }
  }

  draw(random: Random): number {
    const target = random.next() * (this.#sums[this.#sums.length - 1] ?? 0);
    let low = 0;
    let high = this.#sums.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#sums[middle] ?? 0) > target) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** Mixes a text into 32 bits (FNV-1a with a final avalanche). */
export function hash32(text: string, start = 0): number {
  let hash = (0x811c9dc5 ^ start) >>> 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mix32(hash);
}

/** Spreads the bits of a 32-bit number. */
export function mix32(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
