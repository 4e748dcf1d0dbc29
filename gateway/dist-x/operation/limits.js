import { GraphQLError, Kind, } from 'graphql';
/** Characters of a document: comments are no tokens, and cost time all the same. */
export const charactersMax = 50_000;
/** Mistakes that are told of one document; after them it is not looked at any further. */
export const mistakesMax = 5;
/** Lexer tokens per document, counted before anything else is done with it. */
export const tokensMax = 2_000;
/** Levels of fields. The fields of the introspection query that tools send are 14 deep and are not counted. */
const depthMax = 12;
const aliasesMax = 30;
const directivesMax = 50;
/** Response names at the root, whose fetches run side by side. */
const rootFieldsMax = 40;
/** Fields after every fragment is spread out: fragments that spread fragments twice grow by powers of two. */
const fieldsMax = 5_000;
const nothing = { depth: 0, aliases: 0, directives: 0, fields: 0 };
/** A validation rule: an operation may be so deep and so wide, have so many aliases, directives and fields, through fragments too. */
export function operationLimits(context) {
    const fragments = new Map();
    return {
        OperationDefinition(operation) {
            const roots = new Set();
            collectNames(operation.selectionSet, roots, new Set());
            const [limit, what] = excess({ ...measure(operation.selectionSet), roots: roots.size }) ?? [];
            if (!limit)
                return undefined;
            context.reportError(new GraphQLError(`The operation has more than ${limit} ${what}.`, { nodes: operation }));
            return undefined;
        },
        Field({ alias }) {
            // As the key of an object this is its prototype, which the executor will not write, and nobody should.
            if (alias?.value === '__proto__')
                context.reportError(new GraphQLError('"__proto__" cannot be the name of a field.', { nodes: alias }));
            return undefined;
        },
    };
    function measure({ selections }) {
        const size = { ...nothing };
        for (const node of selections) {
            size.directives += node.directives?.length ?? 0;
            if (node.kind === Kind.FIELD) {
                if (node.name.value.startsWith('__')) {
                    size.aliases += node.alias ? 1 : 0;
                    continue;
                }
                const inner = node.selectionSet ? measure(node.selectionSet) : nothing;
                size.depth = Math.max(size.depth, inner.depth + 1);
                size.aliases += inner.aliases + (node.alias ? 1 : 0);
                size.directives += inner.directives;
                size.fields += inner.fields + 1;
            }
            else {
                const inner = node.kind === Kind.INLINE_FRAGMENT
                    ? measure(node.selectionSet)
                    : measureFragment(context.getFragment(node.name.value));
                size.depth = Math.max(size.depth, inner.depth);
                size.aliases += inner.aliases;
                size.directives += inner.directives;
                size.fields += inner.fields;
            }
        }
        return size;
    }
    function collectNames({ selections }, names, seen) {
        for (const node of selections) {
            if (node.kind === Kind.FIELD)
                names.add((node.alias ?? node.name).value);
            else if (node.kind === Kind.INLINE_FRAGMENT)
                collectNames(node.selectionSet, names, seen);
            else if (!seen.has(node.name.value)) {
                seen.add(node.name.value);
                const fragment = context.getFragment(node.name.value);
                if (fragment)
                    collectNames(fragment.selectionSet, names, seen);
            }
        }
    }
    function measureFragment(fragment) {
        if (!fragment)
            return nothing;
        const known = fragments.get(fragment.name.value);
        // A fragment that contains itself is refused by a rule of graphql-js; here it only must not run forever.
        if (known === 'measuring')
            return nothing;
        if (known)
            return known;
        fragments.set(fragment.name.value, 'measuring');
        const size = measure(fragment.selectionSet);
        fragments.set(fragment.name.value, size);
        return size;
    }
}
function excess({ depth, aliases, directives, fields, roots }) {
    if (depth > depthMax)
        return [depthMax, 'levels of fields'];
    if (aliases > aliasesMax)
        return [aliasesMax, 'aliases'];
    if (directives > directivesMax)
        return [directivesMax, 'directives'];
    if (roots > rootFieldsMax)
        return [rootFieldsMax, 'fields at the root'];
    if (fields > fieldsMax)
        return [fieldsMax, 'fields'];
    return undefined;
}
//# sourceMappingURL=limits.js.map