import { GraphQLError } from 'graphql';
import { givenValue, hasVariable } from './given-value.js';
/** What a list counts as when nobody has said how long it may get. */
export const unstatedListSize = 10;
/**
 * How many values the list of a field may have: the largest of its slicing arguments, else the size that is assumed.
 * The amount throws a GraphQLError (BAD_USER_INPUT) where exactly one slicing argument is needed and none or several are
 * given; a default of the schema counts as given as long as no other one is.
 */
export function listSizeOf(node, { arguments: expected }, { assumedSize, slicingArguments, requireOneSlicingArgument }, defaults) {
    if (slicingArguments.length === 0)
        return Math.max(0, assumedSize ?? unstatedListSize);
    const size = (variables) => {
        const sizes = slicingArguments
            .map((path) => sliced(node, path.split('.'), variables, defaults))
            .filter((value) => typeof value === 'number');
        const fallbacks = slicingArguments
            .map((path) => expected.get(path)?.fallback)
            .filter((value) => typeof value === 'number');
        const counted = sizes.length > 0 ? sizes : fallbacks;
        if (requireOneSlicingArgument && counted.length !== 1) {
            throw new GraphQLError(`"${node.name.value}" needs exactly one of the arguments ${slicingArguments.map((name) => `"${name}"`).join(', ')}, ` +
                `and was given ${counted.length}.`, { nodes: node, extensions: { code: 'BAD_USER_INPUT' } });
        }
        // Beyond any real list a larger number only serves to overflow the sum.
        return counted.length > 0 ? Math.min(1e9, Math.max(0, ...counted)) : Math.max(0, assumedSize ?? unstatedListSize);
    };
    const names = new Set(slicingArguments.map((path) => path.split('.')[0]));
    const open = (node.arguments ?? []).some(({ name, value }) => names.has(name.value) && hasVariable(value));
    if (open)
        return size;
    try {
        return size({});
    }
    catch {
        // The mistake belongs to the request, not to preparing it.
        return size;
    }
}
function sliced({ arguments: given }, [name, ...inner], variables, defaults) {
    const argument = given?.find((each) => each.name.value === name);
    let value = argument && givenValue(argument.value, variables, defaults);
    for (const part of inner)
        value = value?.[part];
    return value;
}
//# sourceMappingURL=list-size.js.map