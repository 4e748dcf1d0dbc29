import type { ArgumentNode } from 'graphql';
import type { Amount } from './amount.ts';
import type { ArgumentRule, CostRules } from './cost-rules.ts';
import { type Defaults } from './given-value.ts';
/** What the arguments of one call cost: the weights of those that are given, and of the input fields inside them. */
export declare function argumentsCost(given: readonly ArgumentNode[], expected: ReadonlyMap<string, ArgumentRule>, { rules, defaults }: {
    rules: CostRules;
    defaults: Defaults;
}): Amount;
