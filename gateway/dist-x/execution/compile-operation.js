import { Kind, visit, } from 'graphql';
import { compilePlan, conditionReader, NotCompilable } from './compile-plan.js';
import { compileProjection } from './projection.js';
/** Of one operation: sets of values of its `@skip` and `@include` variables whose projection is kept. */
const projectionsMax = 64;
/**
 * Compiles a planned operation once, for every run of it. Undefined where its plan has something that only the stock
 * executor does.
 */
export function compileOperation(parts) {
    const { apiSchema, supergraphSchema, plan, shape, operation, responseNames, isDenied } = parts;
    if (plan.node?.kind === 'Subscription')
        return undefined;
    let compiled;
    try {
        compiled = plan.node && compilePlan(plan.node, { schema: supergraphSchema, operation, responseNames });
    }
    catch (error) {
        if (error instanceof NotCompilable)
            return undefined;
        throw error;
    }
    const conditions = conditionVariables(shape).map((name) => ({ name, read: conditionReader(operation, name) }));
    const projections = new Map();
    return async ({ variables, dataSources, context }) => {
        const run = {
            variables,
            dataSources,
            context,
            errors: [],
            root: Object.create(null),
            repeated: new Set(),
        };
        const project = projectionFor(run);
        if (compiled)
            await compiled.step(run, [run.root]);
        return { ...project(run), errors: run.errors, data: run.root };
    };
    /** An operation is projected in one way per set of values that its conditions have: none is looked at again per object. */
    function projectionFor(run) {
        const values = conditions.map(({ read }) => read(run));
        const key = values.join();
        let project = projections.get(key);
        if (!project) {
            const given = new Map(conditions.map(({ name }, at) => [name, values[at] ?? false]));
            project = compileProjection({
                schema: apiSchema,
                document: shape,
                operation,
                responseNames,
                isDenied,
                isShared: (path) => compiled?.sharedFields.has(path) ?? false,
                includes: (node) => isIncluded(node, given),
            });
            if (projections.size >= projectionsMax)
                projections.clear();
            projections.set(key, project);
        }
        return project;
    }
}
function conditionVariables(document) {
    const names = new Set();
    visit(document, {
        Directive(directive) {
            const condition = conditionOf(directive);
            if (condition?.kind === Kind.VARIABLE)
                names.add(condition.name.value);
        },
    });
    return [...names];
}
function isIncluded({ directives }, given) {
    for (const directive of directives ?? []) {
        const condition = conditionOf(directive);
        if (!condition)
            continue;
        const value = condition.kind === Kind.VARIABLE ? given.get(condition.name.value) : 'value' in condition && condition.value;
        if (value === (directive.name.value === 'skip'))
            return false;
    }
    return true;
}
function conditionOf({ name, arguments: given }) {
    if (name.value !== 'skip' && name.value !== 'include')
        return undefined;
    return given?.find((argument) => argument.name.value === 'if')?.value;
}
//# sourceMappingURL=compile-operation.js.map