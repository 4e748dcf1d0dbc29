import type { ArgumentNode } from 'graphql';
import type { Amount } from './amount.ts';
import type { ArgumentRule, CostRules } from './cost-rules.ts';
import { type Defaults, givenValue, hasVariable } from './given-value.ts';

/** What the arguments of one call cost: the weights of those that are given, and of the input fields inside them. */
export function argumentsCost(
  given: readonly ArgumentNode[],
  expected: ReadonlyMap<string, ArgumentRule>,
  { rules, defaults }: { rules: CostRules; defaults: Defaults },
): Amount {
  const weighing = given.filter(({ name }) => {
    const rule = expected.get(name.value);
    return rule && weighs(rule, rules, new Set());
  });
  const cost = (variables: Readonly<Record<string, unknown>>) =>
    weighing.reduce((total, { name, value }) => {
      return total + valueCost(givenValue(value, variables, defaults), expected.get(name.value), rules);
    }, 0);
  return weighing.some(({ value }) => hasVariable(value)) ? cost : cost({});
}

function valueCost(value: unknown, rule: ArgumentRule | undefined, rules: CostRules): number {
  if (value === undefined || rule === undefined) return 0;
  const inner = rules.inputFields(rule.type);
  return rule.weight + (inner ? fieldsCost(value, inner, rules) : 0);
}

function fieldsCost(value: unknown, inner: ReadonlyMap<string, ArgumentRule>, rules: CostRules): number {
  if (Array.isArray(value)) return value.reduce<number>((total, each) => total + fieldsCost(each, inner, rules), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce((total, [name, each]) => total + valueCost(each, inner.get(name), rules), 0);
}

/** Whether anything in an argument has a weight: input objects may contain themselves. */
function weighs({ weight, type }: ArgumentRule, rules: CostRules, seen: Set<string>): boolean {
  if (weight !== 0) return true;
  const inner = rules.inputFields(type);
  if (!inner || seen.has(type)) return false;
  seen.add(type);
  return [...inner.values()].some((rule) => weighs(rule, rules, seen));
}
