import { GraphQLError, Kind } from 'graphql';
import { compileFetch } from './compile-fetch.js';
import { fieldReader, isEntity } from './run.js';
import { findSharedFields } from './shared-fields.js';
/** A plan has something that the compiled path does not do; the stock executor runs it. */
export class NotCompilable extends Error {
}
/** Compiles a query plan into one function. Throws NotCompilable for `@defer`, for subscriptions and for contexts. */
export function compilePlan(plan, parts) {
    const sharedFields = findSharedFields(plan);
    return { step: compileNode(plan, [], { ...parts, sharedFields }), sharedFields };
}
function compileNode(node, path, planned) {
    switch (node.kind) {
        case 'Fetch':
            if (node.contextRewrites && node.contextRewrites.length > 0)
                throw new NotCompilable('a fetch uses a context');
            return compileFetch(node, { ...planned, path });
        case 'Sequence':
            return inSequence(node.nodes.map((inner) => compileNode(inner, path, planned)));
        case 'Parallel':
            return inParallel(node.nodes.map((inner) => compileNode(inner, path, planned)));
        case 'Flatten':
            return compileFlatten(node, path, planned);
        case 'Condition':
            return compileCondition(node, path, planned);
        default:
            throw new NotCompilable(`there is no compiled form of ${node.kind}`);
    }
}
function inSequence(steps) {
    return async (run, entities) => {
        for (const step of steps)
            await step(run, entities);
    };
}
function inParallel(steps) {
    return async (run, entities) => {
        await Promise.all(steps.map((step) => step(run, entities)));
    };
}
function compileFlatten({ path: below, node }, path, planned) {
    const step = compileNode(node, [...path, ...below], planned);
    const moves = below.map((element) => (element === '@' ? undefined : fieldReader(String(element))));
    return async (run, entities) => {
        let reached = entities;
        for (const read of moves)
            reached = read ? readAll(reached, read) : itemsOf(reached);
        // Lists in lists are looked into by one "@" each; what is no object at the end was null or an error.
        const found = reached.filter(isEntity);
        if (found.length > 0)
            await step(run, distinct(found));
    };
}
function readAll(values, read) {
    const found = [];
    for (const value of values)
        if (isEntity(value))
            found.push(read(value));
    return found;
}
function itemsOf(values) {
    const items = [];
    const seen = new Set();
    for (const value of values) {
        if (!Array.isArray(value) || seen.has(value))
            continue;
        seen.add(value);
        for (const item of value)
            items.push(item);
    }
    return items;
}
/** Equal entities share what was fetched for them, so one object can be reached on several ways. */
function distinct(entities) {
    return entities.length === 1 ? entities : [...new Set(entities)];
}
function compileCondition({ condition, ifClause, elseClause }, path, planned) {
    const ifStep = ifClause && compileNode(ifClause, path, planned);
    const elseStep = elseClause && compileNode(elseClause, path, planned);
    const given = conditionReader(planned.operation, condition);
    return async (run, entities) => {
        await (given(run) ? ifStep : elseStep)?.(run, entities);
    };
}
/** How to read a variable that `@skip` or `@include` depends on. It throws where that is no Boolean. */
export function conditionReader(operation, name) {
    const definition = operation.variableDefinitions?.find(({ variable }) => variable.name.value === name);
    const byDefault = definition?.defaultValue?.kind === Kind.BOOLEAN ? definition.defaultValue.value : undefined;
    return ({ variables }) => {
        const value = Object.hasOwn(variables, name) ? (variables[name] ?? undefined) : byDefault;
        if (typeof value !== 'boolean')
            throw new GraphQLError(`The variable "$${name}" decides whether a field is included: it must be true or false.`, {
                extensions: { code: 'BAD_USER_INPUT' },
            });
        return value;
    };
}
//# sourceMappingURL=compile-plan.js.map