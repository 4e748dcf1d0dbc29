import { GraphQLError, isCompositeType, isInterfaceType, isLeafType, isListType, isNonNullType, isObjectType, Kind, SchemaMetaFieldDef, TypeMetaFieldDef, } from 'graphql';
import { collectFields } from './collect-fields.js';
import { compileIntrospection } from './introspection.js';
import { fieldReader, isEntity } from './run.js';
import { leafWriter } from './write-leaf.js';
/** Null, and nobody has said why yet. */
const nullText = 'null';
/** Null, and the mistake is known. */
const toldNull = '';
/**
 * Compiles the shape of an answer into a function that writes it as JSON, straight from what subgraphs sent: chosen
 * fields only, in the order of the operation, with nulls spread to where the schema allows them.
 */
export function compileProjection(parts) {
    const { schema, document, operation, responseNames, isDenied, isShared } = parts;
    const fragments = new Map();
    for (const definition of document.definitions)
        if (definition.kind === Kind.FRAGMENT_DEFINITION)
            fragments.set(definition.name.value, definition);
    const collectParts = { schema, fragments, includes: parts.includes };
    let sharedPlaces = 0;
    const rootType = schema.getRootType(operation.operation);
    if (!rootType)
        throw new Error(`The schema has no ${operation.operation} type.`);
    const writeRoot = objectWriter([{ selectionSet: operation.selectionSet, parent: rootType }], '');
    return (run) => {
        const writing = { run, path: [], mistakes: [], written: [] };
        const json = writeRoot(run.root, undefined, writing) ?? nullText;
        return { json, mistakes: writing.mistakes };
    };
    /** Writers are made when the first object of a type comes by: most operations never see most types. */
    function objectWriter(selections, path) {
        const byType = new Map();
        return (entity, typename, writing) => {
            let fields = byType.get(typename);
            if (!fields) {
                fields = compileFields(selections, typename, path);
                byType.set(typename, fields);
            }
            let json = '';
            for (const { key, write } of fields) {
                const value = write(entity, writing);
                if (value === undefined)
                    return undefined;
                if (key === undefined)
                    continue;
                json += (json === '' ? '{' : ',') + key + (value === toldNull ? nullText : value);
            }
            return json === '' ? '{}' : `${json}}`;
        };
    }
    function compileFields(selections, typename, path) {
        const collected = collectFields(selections, typename, collectParts);
        const taken = new Set(collected.map(({ responseName }) => responseName).filter((name) => !isDenied(name)));
        return collected.map(({ responseName: name, parent, nodes }) => {
            const shown = responseNames.get(name) ?? name;
            // A permitted selection of the same response name is what the client sees.
            const hidden = isDenied(name) && taken.has(shown);
            if (isDenied(name))
                taken.add(shown);
            return {
                key: hidden ? undefined : `${JSON.stringify(shown)}:`,
                write: compileField(name, nodes, parent, typename, path),
            };
        });
    }
    function compileField(name, nodes, parent, typename, path) {
        const fieldName = nodes[0]?.name.value ?? name;
        if (fieldName === '__typename')
            return typenameWriter(name, typename ?? parent.name);
        if (parent === schema.getQueryType() &&
            (fieldName === SchemaMetaFieldDef.name || fieldName === TypeMetaFieldDef.name)) {
            const introspect = compileIntrospection({ schema, operation, fragments, nodes });
            return (_, { run }) => introspect(run.variables);
        }
        const definition = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[fieldName] : undefined;
        if (!definition)
            throw new Error(`${parent.name} has no field "${fieldName}".`);
        if (isDenied(name)) {
            const outcome = isNonNullType(definition.type) ? undefined : nullText;
            return () => outcome;
        }
        const below = `${path}.${name}`;
        const write = writerOf(definition.type, nodes, below);
        const read = fieldReader(name);
        const shown = responseNames.get(name) ?? name;
        return (entity, writing) => {
            writing.path.push(shown);
            const json = write(read(entity) ?? null, writing);
            writing.path.pop();
            return json;
        };
    }
    function writerOf(type, nodes, path) {
        if (isNonNullType(type))
            return nonNullWriter(writerOf(type.ofType, nodes, path));
        const write = isListType(type) ? listWriter(writerOf(type.ofType, nodes, path)) : valueWriter(type, nodes, path);
        return isShared(path) ? rememberingWriter(write, path) : write;
    }
    function valueWriter(type, nodes, path) {
        if (isLeafType(type))
            return leafValueWriter(type);
        const selections = nodes.flatMap(({ selectionSet }) => (selectionSet ? [{ selectionSet, parent: type }] : []));
        const writeObject = objectWriter(selections, path);
        return (value, writing) => {
            if (value === null)
                return nullText;
            if (!isEntity(value))
                return mistaken(writing, 'is no object');
            const typename = value['__typename'];
            // The name of a type that clients must not know is not told either.
            if (typename !== undefined && !isCompositeType(schema.getType(String(typename))))
                return mistaken(writing, 'is of a type that is not in the schema');
            return writeObject(value, typename, writing) ?? toldNull;
        };
    }
    /** What a shared object became holds for the next place, unless there is a mistake to tell of with its path. */
    function rememberingWriter(write, path) {
        const place = sharedPlaces++;
        return (value, writing) => {
            if (typeof value !== 'object' || value === null || !writing.run.repeated.has(path))
                return write(value, writing);
            const written = writing.written[place] ?? new Map();
            writing.written[place] = written;
            const known = written.get(value);
            if (known !== undefined)
                return known;
            const mistakes = writing.mistakes.length;
            const json = write(value, writing);
            if (json !== undefined && mistakes === writing.mistakes.length)
                written.set(value, json);
            return json;
        };
    }
    /** A name that a subgraph sent under an alias may be of an interface object; the object's own says no more then. */
    function typenameWriter(name, type) {
        const json = (typename) => (isObjectType(schema.getType(typename)) ? `"${typename}"` : undefined);
        const own = json(type);
        if (name === '__typename')
            return () => own;
        const read = fieldReader(name);
        return (entity) => {
            const told = read(entity);
            return typeof told === 'string' && schema.getType(told) ? json(told) : own;
        };
    }
}
function nonNullWriter(write) {
    return (value, writing) => {
        const json = write(value, writing);
        if (json === nullText)
            mistaken(writing, 'is null and must not be');
        return json === nullText || json === toldNull ? undefined : json;
    };
}
function listWriter(write) {
    return (value, writing) => {
        if (value === null)
            return nullText;
        if (!Array.isArray(value))
            return mistaken(writing, 'is no list');
        let json = '';
        let complete = true;
        const { path } = writing;
        for (let at = 0; at < value.length; at += 1) {
            path.push(at);
            const item = write(value[at], writing);
            path.pop();
            // The others are looked at nevertheless: each of their mistakes is told.
            if (item === undefined)
                complete = false;
            else
                json += (at === 0 ? '' : ',') + (item === toldNull ? nullText : item);
        }
        return complete ? `[${json}]` : toldNull;
    };
}
function leafValueWriter(type) {
    const write = leafWriter(type);
    return (value, writing) => {
        if (value === null)
            return nullText;
        return write(value) ?? mistaken(writing, `is no ${type.name}`);
    };
}
/** Notes what is wrong with the value at the current path. Values stay out of it: they may be anybody's. */
function mistaken({ mistakes, path }, what) {
    mistakes.push(new GraphQLError(`What a subgraph sent ${what}.`, { path: [...path] }));
    return toldNull;
}
//# sourceMappingURL=projection.js.map