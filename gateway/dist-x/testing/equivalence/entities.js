import { Kind, parse } from 'graphql';
/** Entities of each type: few enough that they are met again. */
const entitiesPerType = 4;
export function entitiesOf(subgraphs) {
    const keyFields = new Map();
    /** Types of entities by the interface that has a key; a type without one is alone in its group. */
    const groups = new Map();
    const groupOf = new Map();
    const definitions = subgraphs.flatMap(({ definitions: all }) => all);
    const fieldTypes = new Map();
    for (const definition of definitions)
        if ('fields' in definition && 'name' in definition)
            for (const field of definition.fields ?? []) {
                let type = field.type;
                while (type.kind !== Kind.NAMED_TYPE)
                    type = type.type;
                fieldTypes.set(`${definition.name?.value}.${field.name.value}`, type.name.value);
            }
    for (const definition of definitions) {
        if (!('directives' in definition) || !('name' in definition) || !definition.name)
            continue;
        for (const { name, arguments: given } of definition.directives ?? []) {
            const fields = given?.find((argument) => argument.name.value === 'fields')?.value;
            if (name.value !== 'key' || fields?.kind !== Kind.STRING)
                continue;
            const [operation] = parse(`{ ${fields.value} }`).definitions;
            if (operation?.kind === Kind.OPERATION_DEFINITION)
                addKey(definition.name.value, operation.selectionSet);
            if (definition.kind === Kind.INTERFACE_TYPE_DEFINITION)
                groups.set(definition.name.value, []);
        }
    }
    for (const definition of definitions)
        if (definition.kind === Kind.OBJECT_TYPE_DEFINITION)
            for (const { name } of definition.interfaces ?? []) {
                const members = groups.get(name.value);
                if (members && !members.includes(definition.name.value))
                    members.push(definition.name.value);
                if (members)
                    groupOf.set(definition.name.value, name.value);
            }
    for (const [group, members] of groups)
        for (const field of keyFields.get(group) ?? [])
            for (const member of members)
                keyOf(member).add(field);
    return {
        isInKey: (typename, field) => keyFields.get(typename)?.has(field) ?? false,
        numberOf(typename, random) {
            if (!keyFields.has(typename))
                return undefined;
            const members = groups.get(groupOf.get(typename) ?? '');
            const number = random % entitiesPerType;
            return members ? number * members.length + members.indexOf(typename) : number;
        },
        numberIn(representation) {
            const found = digitsIn(representation);
            if (found === undefined)
                throw new Error(`There is no key in ${JSON.stringify(representation)}.`);
            return found % 1_000;
        },
        identity: (typename, number) => `${groupOf.get(typename) ?? typename}:${number}`,
        concreteType(typename, number) {
            const members = groups.get(typename);
            return members ? (members[number % members.length] ?? typename) : typename;
        },
    };
    function keyOf(typename) {
        const fields = keyFields.get(typename) ?? new Set();
        keyFields.set(typename, fields);
        return fields;
    }
    function addKey(typename, { selections }) {
        for (const selection of selections) {
            if (selection.kind !== Kind.FIELD)
                continue;
            keyOf(typename).add(selection.name.value);
            const inner = fieldTypes.get(`${typename}.${selection.name.value}`);
            if (inner && selection.selectionSet)
                addKey(inner, selection.selectionSet);
        }
    }
    /** Every value of a key ends in the number of the entity; other fields of a representation come after the key. */
    function digitsIn(value) {
        if (typeof value === 'number')
            return value >= 1_000 ? value : undefined;
        if (typeof value === 'string') {
            const digits = /^\w+-(\d+)$/.exec(value)?.[1];
            return digits === undefined ? undefined : Number(digits);
        }
        if (typeof value !== 'object' || value === null)
            return undefined;
        for (const inner of Object.values(value)) {
            const found = digitsIn(inner);
            if (found !== undefined)
                return found;
        }
        return undefined;
    }
}
//# sourceMappingURL=entities.js.map