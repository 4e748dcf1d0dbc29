export function amountOf(amount, variables) {
    return typeof amount === 'number' ? amount : amount(variables);
}
/** Known parts are added up at once: of most operations one number is left. */
export function sum(amounts) {
    let known = 0;
    const open = [];
    for (const amount of amounts) {
        if (typeof amount === 'number')
            known += amount;
        else
            open.push(amount);
    }
    if (open.length === 0)
        return known;
    return (variables) => open.reduce((total, amount) => total + amount(variables), known);
}
export function product(a, b) {
    if (a === 0 || b === 0)
        return 0;
    if (typeof a === 'number' && typeof b === 'number')
        return a * b;
    return (variables) => amountOf(a, variables) * amountOf(b, variables);
}
export function largest(amounts) {
    const open = amounts.filter((amount) => typeof amount === 'function');
    const known = Math.max(0, ...amounts.filter((amount) => typeof amount === 'number'));
    return open.length === 0 ? known : (variables) => Math.max(known, ...open.map((amount) => amount(variables)));
}
/** The amount, where `holds` says so for the variables; nothing else. */
export function where(holds, amount) {
    if (typeof holds === 'boolean')
        return holds ? amount : 0;
    return amount === 0 ? 0 : (variables) => (holds(variables) ? amountOf(amount, variables) : 0);
}
//# sourceMappingURL=amount.js.map