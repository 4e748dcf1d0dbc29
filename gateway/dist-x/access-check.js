import { scopes } from '@smarterfirms/platform/access';
import { Kind, } from 'graphql';
import { policyNames } from './access/policies.js';
import { isOpen } from './access/requirement.js';
import { requirementAt, securityDirectiveNames } from './access/security-directives.js';
/**
 * What people who are not signed in may use, and why it has to be open. Everything else states its access at the field
 * or at its type; the check fails for whatever does neither.
 */
const openFields = new Set([
    // Before there is a session:
    'Mutation.signUp',
    'Mutation.signIn',
    // A session proves itself by its own token, which is in the input:
    'Mutation.signOut',
    'Mutation.createAccessToken',
    // Null for who is not signed in:
    'Query.me',
    // The price list:
    'Query.plans',
    // Signing up and in answers with the person's own profile before there is an access token. Every other way to a
    // person is protected where it begins.
    'User.id',
    'User.name',
    'User.email',
    'User.timeZone',
    'User.locale',
    'User.avatarUrl',
    'User.createdAt',
]);
/** Entities that hold nothing private. Of every other entity each field is stated: it can be reached from many places. */
const openEntities = new Set(['Plan']);
const knownScopes = new Set(scopes);
/**
 * Fields whose access nobody has stated, as coordinates.
 *
 * Root fields, and the fields of entities, must be stated or listed above. The fields of other types (connections,
 * payloads, errors, money) are as open as the field that leads to them, and that one is checked.
 */
export function unstatedFields(supergraph) {
    const names = securityDirectiveNames(supergraph);
    const roots = rootTypes(supergraph);
    const unstated = [];
    for (const definition of supergraph.definitions) {
        if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION)
            continue;
        const type = definition.name.value;
        if (!roots.has(type) && (!isEntity(definition) || openEntities.has(type)))
            continue;
        if (!isOpen(requirementAt(definition.directives, names)))
            continue;
        for (const field of definition.fields ?? []) {
            const coordinate = `${type}.${field.name.value}`;
            if (openFields.has(coordinate) || field.directives?.some(({ name }) => name.value === 'inaccessible'))
                continue;
            if (isOpen(requirementAt(field.directives, names)))
                unstated.push(coordinate);
        }
    }
    return unstated;
}
/** Policies and scopes that the directives name and nobody can have: a slip of the pen would close a field to everybody. */
export function unknownRequirements(supergraph) {
    const names = securityDirectiveNames(supergraph);
    const unknown = new Set();
    const look = (directives) => {
        const requirement = requirementAt(directives, names);
        for (const policy of requirement.policies.flat(2))
            if (!policyNames.has(policy))
                unknown.add(`policy "${policy}"`);
        for (const scope of requirement.scopes.flat(2))
            if (!knownScopes.has(scope))
                unknown.add(`scope "${scope}"`);
    };
    for (const definition of supergraph.definitions) {
        if (!('directives' in definition))
            continue;
        look(definition.directives);
        if ('fields' in definition)
            for (const field of definition.fields ?? [])
                look(field.directives);
    }
    return [...unknown];
}
/** Names in the lists above that the graph does not have (any more). */
export function staleExceptions(supergraph) {
    const known = new Set();
    for (const definition of supergraph.definitions) {
        if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION)
            continue;
        known.add(definition.name.value);
        for (const field of definition.fields ?? [])
            known.add(`${definition.name.value}.${field.name.value}`);
    }
    return [...openFields, ...openEntities].filter((name) => !known.has(name));
}
function isEntity({ directives }) {
    return (directives ?? []).some(({ name, arguments: given }) => name.value === 'join__type' && given?.some((argument) => argument.name.value === 'key'));
}
function rootTypes(supergraph) {
    const schema = supergraph.definitions.find(({ kind }) => kind === Kind.SCHEMA_DEFINITION);
    const operations = schema?.kind === Kind.SCHEMA_DEFINITION ? schema.operationTypes : [];
    return new Set(operations.map(({ type }) => type.name.value));
}
//# sourceMappingURL=access-check.js.map