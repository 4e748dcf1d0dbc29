import { always, merge, merger } from './merge.js';
import { positionsOf, shownPath } from './positions.js';
import { compileReading } from './read-answer.js';
import { compileRepresentation } from './representation.js';
import { compileRewrites } from './rewrite.js';
import { isEntity } from './run.js';
import { subgraphError } from './subgraph-error.js';
/**
 * Compiles one fetch: its request is text but for variables and representations, and what it gets is merged into the data.
 *
 * An entity is asked for once, however often it stands in the data. A failure is one error and costs the fields of this
 * fetch only.
 */
export function compileFetch(node, place) {
    const fetch = node.requires ? compileEntityFetch(node, place) : compileRootFetch(node, place);
    return async (run, entities) => {
        if (entities.length === 0)
            return;
        try {
            await fetch(run, entities);
        }
        catch (error) {
            run.errors.push(error instanceof Error ? error : new Error(String(error)));
        }
    };
}
function compileRootFetch(node, { schema, path, responseNames, sharedFields }) {
    const send = compileSend(node, path, compileReading(sharedFields.place(node), false));
    const rewrite = compileRewrites(schema, node.outputRewrites);
    return async (run, entities) => {
        const { data, errors } = await send(run, undefined);
        for (const error of errors ?? [])
            run.errors.push(subgraphError(node.serviceName, error, error.path && shownPath([...path, ...error.path], responseNames)));
        if (!data)
            return;
        rewrite?.(data);
        for (const [at, entity] of entities.entries())
            merge(entity, data, () => at === 0);
    };
}
function compileEntityFetch(node, { schema, path, responseNames, sharedFields }) {
    const send = compileSend(node, path, compileReading(sharedFields.place(node), true));
    const shared = sharedFields.of(node);
    const mayShare = (field) => shared.has(field);
    const rewriteInput = compileRewrites(schema, node.inputRewrites);
    const rewriteOutput = compileRewrites(schema, node.outputRewrites);
    const representerOf = compileRepresentation(schema, node.requires ?? [], rewriteInput);
    return async (run, entities) => {
        const { representations, asking } = gather(entities);
        if (representations.length === 0)
            return;
        const { data, errors } = await send(run, representations);
        for (const error of errors ?? [])
            reportError(run, error, asking);
        if (!data)
            return;
        const received = entitiesOf(data, representations.length);
        asking.forEach((askers, number) => {
            const answer = received[number];
            const [first, ...others] = askers;
            if (!first || !isEntity(answer))
                return;
            answer['__typename'] ||= first['__typename'];
            rewriteOutput?.(answer);
            const mergeInto = merger(answer);
            mergeInto(first, always);
            for (const entity of others)
                mergeInto(entity, mayShare);
            if (others.length > 0)
                for (const path of shared.values())
                    run.repeated.add(path);
        });
    };
    /** The representations without repeats, and for each the entities that it stands for. */
    function gather(entities) {
        const representations = [];
        const asking = [];
        const byType = new Map();
        for (const entity of entities) {
            const typename = entity['__typename'];
            if (typeof typename !== 'string')
                continue;
            let type = byType.get(typename);
            if (!type) {
                // Rewritten representations of several types may be equal, and their answers differ: each type has its own.
                type = { representer: representerOf(typename), byKey: new Map(), byText: new Map() };
                byType.set(typename, type);
            }
            const { representer, byKey, byText } = type;
            const key = representer.keyOf?.(entity);
            // Equal objects are other objects: only what compares by its value can be a key.
            const isValue = typeof key === 'string' || typeof key === 'number';
            const askers = isValue ? byKey.get(key) : undefined;
            if (askers) {
                askers.push(entity);
                continue;
            }
            const representation = representer.represent(entity);
            if (representation === undefined)
                continue;
            const equal = isValue ? undefined : byText.get(representation);
            if (equal) {
                equal.push(entity);
                continue;
            }
            const own = [entity];
            if (isValue)
                byKey.set(key, own);
            else
                byText.set(representation, own);
            representations.push(representation);
            asking.push(own);
        }
        return { representations, asking };
    }
    function reportError(run, error, asking) {
        const [, number, ...rest] = error.path ?? [];
        if (typeof number !== 'number') {
            run.errors.push(subgraphError(node.serviceName, error, error.path && shownPath([...path, ...error.path], responseNames)));
            return;
        }
        const asked = new Set(asking[number]);
        const places = positionsOf(run.root, path)
            .filter(({ entity }) => asked.has(entity))
            .map(({ at }) => at);
        for (const at of places.length > 0 ? places : [[]])
            run.errors.push(subgraphError(node.serviceName, error, shownPath([...at, ...rest], responseNames)));
    }
}
function entitiesOf({ _entities: received }, count) {
    if (!Array.isArray(received))
        throw new Error('Expected "data._entities" in response to be an array');
    if (received.length !== count)
        throw new Error(`Expected "data._entities" to contain ${count} elements`);
    return received;
}
function compileSend({ serviceName, operation: query, operationName, variableUsages = [] }, at, readAnswer) {
    const names = variableUsages.map((name) => ({ name, key: `${JSON.stringify(name)}:` }));
    const head = `{"query":${JSON.stringify(query)},${operationName ? `"operationName":${JSON.stringify(operationName)},` : ''}"variables":{`;
    const path = at.join('.');
    return async (run, representations) => {
        const source = run.dataSources[serviceName];
        if (!source)
            throw new Error(`Couldn't find service with name "${serviceName}"`);
        let variables = '';
        for (const { name, key } of names) {
            if (!Object.hasOwn(run.variables, name))
                continue;
            const json = JSON.stringify(run.variables[name]);
            if (json === undefined)
                continue;
            if (name === 'representations' && representations)
                throw new Error(`Variables cannot contain key "representations"`);
            variables += `${variables && ','}${key}${json}`;
        }
        if (representations)
            variables += `${variables && ','}"representations":[${representations.join(',')}]`;
        return source.call({
            query,
            operationName,
            body: `${head}${variables}}}`,
            representations,
            path,
            context: run.context,
            read: (text) => readAnswer(text, run.repeated),
        });
    };
}
//# sourceMappingURL=compile-fetch.js.map