import type { Firm } from './firm.ts';

const known = new WeakMap<Firm, Map<string, { version: number; value: unknown }>>();

/** What was computed from a firm, until it changes; `name` tells one thing computed from another. */
export function whileUnchanged<Value>(firm: Firm, name: string, compute: () => Value): Value {
  let ofFirm = known.get(firm);
  if (!ofFirm) {
    ofFirm = new Map();
    known.set(firm, ofFirm);
  }
  const kept = ofFirm.get(name);
  // The same name always computes the same kind of value.
  if (kept?.version === firm.version) return kept.value as Value;
  const value = compute();
  ofFirm.set(name, { version: firm.version, value });
  return value;
}
