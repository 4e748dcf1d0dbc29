import { Directive } from 'type-graphql';

/**
 * Makes a type or a field part of the public API: at an entity for all its fields, at a field for that one. A field that
 * leads to an entity nobody made public stays private; connections, payloads and inputs follow their field.
 */
export const Public = () => Directive('@tag(name: "public")');
