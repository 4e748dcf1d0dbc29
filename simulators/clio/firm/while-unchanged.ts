import type { Firm } from './firm.ts';

interface Known {
  version: number;
  values: Map<string, unknown>;
}

const known = new WeakMap<Firm, Known>();
const valuesMax = 24;

/** What was computed from a firm, until it changes; `name` tells one thing computed from another. */
export function whileUnchanged<Value>(firm: Firm, name: string, compute: () => Value): Value {
  let ofFirm = known.get(firm);
  if (ofFirm?.version !== firm.version) {
    ofFirm = { version: firm.version, values: new Map() };
    known.set(firm, ofFirm);
  }
  const { values } = ofFirm;
  // The same name always computes the same kind of value.
  if (values.has(name)) return values.get(name) as Value;
  const value = compute();
  // Names carry dates of queries: there is no end to them.
  const oldest = values.keys().next();
  if (values.size >= valuesMax && !oldest.done) values.delete(oldest.value);
  values.set(name, value);
  return value;
}
