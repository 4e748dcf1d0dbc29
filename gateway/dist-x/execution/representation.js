import { merge } from './merge.js';
import { fieldReader, getField, isEntity, setField } from './run.js';
import { meetsCondition } from './type-condition.js';
/**
 * Compiles what a fetch requires of its entities.
 *
 * By far the most representations are a type's name and a key of scalars: those are written as text at once. All others
 * are built as objects first, as are those with a rewrite.
 */
export function compileRepresentation(schema, requires, rewrite) {
    const byType = new Map();
    return (typename) => {
        let representer = byType.get(typename);
        if (!representer) {
            representer = compileForType(schema, requires, rewrite, typename);
            byType.set(typename, representer);
        }
        return representer;
    };
}
function compileForType(schema, requires, rewrite, typename) {
    const applying = requires.filter((selection) => selection.kind === 'Field' ||
        (selection.typeCondition !== undefined && meetsCondition(schema, selection.typeCondition, typename)));
    if (applying.length === 0)
        return { represent: () => undefined };
    const [only] = applying;
    const scalars = applying.length === 1 && only?.kind === 'InlineFragment' ? scalarFields(only.selections) : undefined;
    if (scalars && !rewrite)
        return compileScalars(scalars, typename);
    return {
        represent(entity) {
            const representation = select(schema, entity, applying);
            if (!representation?.['__typename'])
                return undefined;
            rewrite?.(representation);
            return JSON.stringify(representation);
        },
    };
}
/** The fields, where there is nothing but fields without fields of their own, the type's name among them. */
function scalarFields(selections) {
    const names = [];
    for (const selection of selections) {
        if (selection.kind !== 'Field' || selection.selections)
            return undefined;
        names.push(nameOf(selection));
    }
    return names.includes('__typename') ? [...new Set(names)] : undefined;
}
function compileScalars(names, typename) {
    const fields = names
        .filter((name) => name !== '__typename')
        .map((name) => ({ key: `,${JSON.stringify(name)}:`, read: fieldReader(name) }));
    const head = `{"__typename":${JSON.stringify(typename)}`;
    const [only] = fields;
    return {
        represent(entity) {
            let text = head;
            for (const { key, read } of fields) {
                const value = read(entity);
                if (value === undefined)
                    return undefined;
                text += key + JSON.stringify(value);
            }
            return `${text}}`;
        },
        keyOf: fields.length === 1 ? only?.read : undefined,
    };
}
/**
 * What the selections find in an entity; null where a field is missing. It is missing only when fetching it failed and it
 * cannot be null, which has been reported already.
 */
function select(schema, entity, selections) {
    const selected = Object.create(null);
    for (const selection of selections) {
        if (selection.kind === 'Field') {
            const name = nameOf(selection);
            const value = getField(entity, name);
            if (value === undefined)
                return null;
            setField(selected, name, selection.selections ? selectWithin(schema, value, selection.selections) : value);
        }
        else if (selection.typeCondition && meetsCondition(schema, selection.typeCondition, entity['__typename'])) {
            const inner = select(schema, entity, selection.selections);
            // Copied: a rewrite must change the representation only, never the data.
            if (inner)
                merge(selected, inner, () => false);
        }
    }
    return selected;
}
function selectWithin(schema, value, selections) {
    if (Array.isArray(value))
        return value.map((item) => selectWithin(schema, item, selections));
    return isEntity(value) ? select(schema, value, selections) : null;
}
function nameOf({ alias, name }) {
    return alias || name;
}
//# sourceMappingURL=representation.js.map