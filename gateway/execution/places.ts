import type { FetchNode } from '@apollo/query-planner';
import { type FragmentDefinitionNode, Kind, parse, type SelectionSetNode } from 'graphql';
import { isInherited } from './run.ts';

/** Where the objects of one selection set of a fetch stand in the data, and what was asked of them there. */
export interface Place {
  /** Of the objects from the root, without the items of lists: `.users.reviews`. */
  readonly path: string;
  /** Whether equal objects that the fetch brings here may be one object. */
  mayRepeat: boolean;
  /** In the order of the selection, which is the order that they come in. */
  readonly fields: PlaceField[];
  readonly byName: Map<string, PlaceField>;
}

export interface PlaceField {
  readonly name: string;
  /** As it stands in the text of an answer: the name in quotes, and the colon. */
  readonly token: string;
  /** Whether the name can be set like any property. */
  readonly isPlain: boolean;
  readonly number: number;
  /** Undefined for scalars. */
  readonly place: Place | undefined;
}

/** @returns the place of the objects that the fetch is for: the root, or its entities. */
export function placesOf(node: FetchNode, path: string): Place {
  const { definitions } = parse(node.operation);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const place = emptyPlace(path);
  for (const definition of definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION) {
      const [root] = definition.selectionSet.selections;
      if (!node.requires) addSelections(place, definition.selectionSet, fragments);
      else if (root?.kind === Kind.FIELD && root.selectionSet) addSelections(place, root.selectionSet, fragments);
    }
  return place;
}

/** A place of its own around others: what an answer is, around its data. */
export function placeAround(name: string, inner: Place): Place {
  const place = emptyPlace('');
  addField(place, name, inner);
  return place;
}

function emptyPlace(path: string): Place {
  return { path, mayRepeat: false, fields: [], byName: new Map() };
}

function addSelections(
  place: Place,
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = fragments.get(selection.name.value);
      if (fragment) addSelections(place, fragment.selectionSet, fragments);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) addSelections(place, selection.selectionSet, fragments);
    else {
      const name = (selection.alias ?? selection.name).value;
      const known = place.byName.get(name);
      const inner = known ? known.place : selection.selectionSet && emptyPlace(`${place.path}.${name}`);
      if (inner && selection.selectionSet) addSelections(inner, selection.selectionSet, fragments);
      if (!known) addField(place, name, inner);
    }
  }
}

function addField(place: Place, name: string, inner: Place | undefined): void {
  const token = `${JSON.stringify(name)}:`;
  const field = { name, token, isPlain: !isInherited(name), number: place.fields.length, place: inner };
  place.fields.push(field);
  place.byName.set(name, field);
}
