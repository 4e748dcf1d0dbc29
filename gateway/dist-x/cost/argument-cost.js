import { givenValue, hasVariable } from './given-value.js';
/** What the arguments of one call cost: the weights of those that are given, and of the input fields inside them. */
export function argumentsCost(given, expected, { rules, defaults }) {
    const weighing = given.filter(({ name }) => {
        const rule = expected.get(name.value);
        return rule && weighs(rule, rules, new Set());
    });
    const cost = (variables) => weighing.reduce((total, { name, value }) => {
        return total + valueCost(givenValue(value, variables, defaults), expected.get(name.value), rules);
    }, 0);
    return weighing.some(({ value }) => hasVariable(value)) ? cost : cost({});
}
function valueCost(value, rule, rules) {
    if (value === undefined || rule === undefined)
        return 0;
    const inner = rules.inputFields(rule.type);
    return rule.weight + (inner ? fieldsCost(value, inner, rules) : 0);
}
function fieldsCost(value, inner, rules) {
    if (Array.isArray(value))
        return value.reduce((total, each) => total + fieldsCost(each, inner, rules), 0);
    if (typeof value !== 'object' || value === null)
        return 0;
    return Object.entries(value).reduce((total, [name, each]) => total + valueCost(each, inner.get(name), rules), 0);
}
/** Whether anything in an argument has a weight: input objects may contain themselves. */
function weighs({ weight, type }, rules, seen) {
    if (weight !== 0)
        return true;
    const inner = rules.inputFields(type);
    if (!inner || seen.has(type))
        return false;
    seen.add(type);
    return [...inner.values()].some((rule) => weighs(rule, rules, seen));
}
//# sourceMappingURL=argument-cost.js.map