import { getNamedType, isCompositeType, isInterfaceType, isObjectType, Kind, } from 'graphql';
import { refusalOf } from './requirement.js';
/** Errors per operation are capped: a hostile document must not turn into a flood of them. */
const denialsMax = 100;
/** Takes from a valid operation what the principal may not have. */
export function authorize(document, operation, { schema, rules, principal, policies, }) {
    const definitions = new Map(document.definitions
        .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
        .map((definition) => [definition.name.value, definition]));
    const fragments = new Map();
    const responseNames = new Map();
    let prefix;
    const root = schema.getRootType(operation.operation);
    if (!root)
        throw new Error(`The schema has no ${operation.operation} type.`);
    const filtered = filter(operation.selectionSet, root);
    if (filtered.denials.length === 0)
        return { permitted: document, shape: document, responseNames, denials: [] };
    const build = (part) => ({
        kind: Kind.DOCUMENT,
        definitions: [
            { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections: filtered[part] } },
            ...[...fragments.values()]
                .filter((fragment) => fragment[part].length > 0)
                .map((fragment) => ({
                ...fragment.definition,
                selectionSet: { kind: Kind.SELECTION_SET, selections: fragment[part] },
            })),
        ],
    });
    return {
        permitted: filtered.permitted.length > 0 ? build('permitted') : undefined,
        shape: build('shape'),
        responseNames,
        denials: filtered.denials,
    };
    function filter({ selections }, parent) {
        const result = { permitted: [], shape: [], denials: [] };
        for (const node of selections) {
            if (node.kind === Kind.FIELD)
                addField(result, node, parent);
            else if (node.kind === Kind.INLINE_FRAGMENT) {
                const type = node.typeCondition ? compositeType(node.typeCondition.name.value) : parent;
                const inner = filter(node.selectionSet, type);
                add(result, inner, node.directives, (chosen) => ({ ...node, selectionSet: selectionSet(chosen) }));
            }
            else {
                add(result, fragment(node.name.value), node.directives, () => node);
            }
        }
        // The shape can only tell whether a fragment applies, and so which of its denied fields are null, by the type's name.
        if (result.denials.length > 0 && !isObjectType(parent))
            result.permitted.push(typename);
        return result;
    }
    function addField(result, node, parent) {
        const responseName = node.alias?.value ?? node.name.value;
        const definition = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
        if (!definition) {
            // __typename, __schema and __type
            result.permitted.push(node);
            result.shape.push(node);
            return;
        }
        const refusal = refusalOf(rules.field(parent.name, node.name.value), principal, policies);
        if (refusal) {
            prefix ??= unusedPrefix(document);
            const placeholder = `${prefix}${responseNames.size}`;
            responseNames.set(placeholder, responseName);
            result.shape.push({
                ...node,
                alias: { kind: Kind.NAME, value: placeholder },
                ...(node.selectionSet ? { selectionSet: selectionSet([typename]) } : {}),
            });
            report(result, [{ ...refusal, path: [], conditions: [] }], responseName, node.directives);
            return;
        }
        if (!node.selectionSet) {
            result.permitted.push(node);
            result.shape.push(node);
            return;
        }
        const returned = getNamedType(definition.type);
        if (!isCompositeType(returned))
            throw new Error(`${parent.name}.${node.name.value} has no fields to select.`);
        const inner = filter(node.selectionSet, returned);
        // The object itself is permitted: whether it is there may be told, even when none of its chosen fields may.
        const permitted = inner.permitted.length > 0 ? inner.permitted : [typename];
        result.permitted.push({ ...node, selectionSet: selectionSet(permitted) });
        result.shape.push({ ...node, selectionSet: selectionSet(inner.shape) });
        report(result, inner.denials, responseName, node.directives);
    }
    function add(result, inner, directives, wrap) {
        if (inner.permitted.length > 0)
            result.permitted.push(wrap(inner.permitted));
        result.shape.push(wrap(inner.shape));
        report(result, inner.denials, undefined, directives);
    }
    /** A fragment asks for the same wherever it is spread, so it is filtered once. */
    function fragment(name) {
        const known = fragments.get(name);
        if (known)
            return known;
        const definition = definitions.get(name);
        if (!definition)
            throw new Error(`The fragment ${name} is not defined.`);
        const filteredFragment = filter(definition.selectionSet, compositeType(definition.typeCondition.name.value));
        fragments.set(name, { ...filteredFragment, definition });
        return filteredFragment;
    }
    function compositeType(name) {
        const type = schema.getType(name);
        if (!isCompositeType(type))
            throw new Error(`${name} is not a type with fields.`);
        return type;
    }
}
const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
function selectionSet(selections) {
    return { kind: Kind.SELECTION_SET, selections };
}
function report(result, denials, responseName, directives) {
    for (const denial of denials.slice(0, denialsMax - result.denials.length)) {
        result.denials.push({
            ...denial,
            path: responseName === undefined ? denial.path : [responseName, ...denial.path],
            conditions: [...(directives ?? []), ...denial.conditions],
        });
    }
}
/** A prefix for placeholders that no response name of the client begins with. */
function unusedPrefix(document) {
    const text = JSON.stringify(document, (key, value) => (key === 'loc' ? undefined : value));
    let prefix = '__denied';
    while (text.includes(prefix))
        prefix += '_';
    return prefix;
}
//# sourceMappingURL=authorize.js.map