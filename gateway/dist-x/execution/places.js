import { Kind, parse } from 'graphql';
import { isInherited } from './run.js';
/** @returns the place of the objects that the fetch is for: the root, or its entities. */
export function placesOf(node, path) {
    const { definitions } = parse(node.operation);
    const fragments = new Map();
    for (const definition of definitions)
        if (definition.kind === Kind.FRAGMENT_DEFINITION)
            fragments.set(definition.name.value, definition);
    const place = emptyPlace(path);
    for (const definition of definitions)
        if (definition.kind === Kind.OPERATION_DEFINITION) {
            const [root] = definition.selectionSet.selections;
            if (!node.requires)
                addSelections(place, definition.selectionSet, fragments);
            else if (root?.kind === Kind.FIELD && root.selectionSet)
                addSelections(place, root.selectionSet, fragments);
        }
    return place;
}
/** A place of its own around others: what an answer is, around its data. */
export function placeAround(name, inner) {
    const place = emptyPlace('');
    addField(place, name, inner);
    return place;
}
function emptyPlace(path) {
    return { path, mayRepeat: false, fields: [], byName: new Map() };
}
function addSelections(place, { selections }, fragments) {
    for (const selection of selections) {
        if (selection.kind === Kind.FRAGMENT_SPREAD) {
            const fragment = fragments.get(selection.name.value);
            if (fragment)
                addSelections(place, fragment.selectionSet, fragments);
        }
        else if (selection.kind === Kind.INLINE_FRAGMENT)
            addSelections(place, selection.selectionSet, fragments);
        else {
            const name = (selection.alias ?? selection.name).value;
            const known = place.byName.get(name);
            const inner = known ? known.place : selection.selectionSet && emptyPlace(`${place.path}.${name}`);
            if (inner && selection.selectionSet)
                addSelections(inner, selection.selectionSet, fragments);
            if (!known)
                addField(place, name, inner);
        }
    }
}
function addField(place, name, inner) {
    const token = `${JSON.stringify(name)}:`;
    const field = { name, token, isPlain: !isInherited(name), number: place.fields.length, place: inner };
    place.fields.push(field);
    place.byName.set(name, field);
}
//# sourceMappingURL=places.js.map