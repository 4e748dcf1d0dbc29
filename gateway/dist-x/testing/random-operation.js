import { getNamedType, isCompositeType, isEnumType, isInputObjectType, isInterfaceType, isListType, isNonNullType, isObjectType, isUnionType, } from 'graphql';
const depthMax = 6;
const hostile = [
    '',
    "' or 1=1 --",
    '\u0000',
    '{{7*7}}',
    '__proto__',
    'x'.repeat(300),
    '\ud83d\ude00',
    '../..',
    '-1',
    '1e999',
];
const responseNames = ['a', 'b', 'name', 'id', '__typename', 'constructor', 'toString', '__denied0', 'hasOwnProperty'];
/** A valid operation of the schema, of any shape: fragments in fragments, aliases, conditions, variables, odd values. */
export function randomOperation(schema, random, { ids }) {
    const variables = {};
    const definitions = [];
    const fragments = [];
    const isMutation = random.chance(0.15) && schema.getMutationType();
    const root = isMutation || schema.getQueryType();
    if (!root)
        throw new Error('the schema has nothing to ask for');
    const body = selection(root, 0);
    const head = `${isMutation ? 'mutation' : 'query'} Fuzz${definitions.length > 0 ? `(${definitions.join(' ')})` : ''}`;
    return { query: `${head} ${body} ${fragments.join(' ')}`, variables };
    function selection(type, depth) {
        const parts = [];
        const count = 1 + random.below(depth === 0 ? 3 : 4);
        for (let at = 0; at < count; at += 1)
            parts.push(part(type, depth));
        return `{ ${parts.join(' ')} }`;
    }
    function part(type, depth) {
        const roll = random.next();
        if (roll < 0.12 && depth < depthMax)
            return `... ${condition()} ${selection(type, depth + 1)}`;
        if (roll < 0.22 && depth < depthMax)
            return spread(type, depth);
        const narrower = narrowed(type);
        if (narrower && depth < depthMax && (isUnionType(type) || random.chance(0.4)))
            return `... on ${narrower.name} ${condition()} ${selection(narrower, depth + 1)}`;
        if (isUnionType(type) || roll > 0.95)
            return `${alias(0.3)}__typename`;
        if (!isObjectType(type) && !isInterfaceType(type))
            return '__typename';
        const fields = Object.values(type.getFields()).filter((field) => depth < depthMax || !isCompositeType(getNamedType(field.type)));
        return fields.length === 0 ? '__typename' : fieldText(random.of(fields), depth);
    }
    function fieldText(field, depth) {
        const returned = getNamedType(field.type);
        const given = field.args.filter((argument) => isNonNullType(argument.type) || random.chance(0.6));
        // Two selections of one name with different arguments would be no valid operation: an alias of its own each.
        const name = given.length > 0 ? `${field.name}_${random.below(1_000_000)}: ` : alias(0.2, field);
        const args = given.length > 0 ? `(${given.map(argumentText).join(' ')})` : '';
        const inner = isCompositeType(returned) ? selection(returned, depth + 1) : '';
        return `${name}${field.name}${args} ${condition()} ${inner}`;
    }
    function alias(probability, field) {
        if (!random.chance(probability))
            return '';
        const name = random.of(responseNames);
        // Names that are hostile and unique per field, so that selections do not contradict each other.
        return field ? `${name}_${field.name}_${random.below(1_000)}: ` : `t_${random.below(1_000)}: `;
    }
    function argumentText(argument) {
        if (!random.chance(0.4))
            return `${argument.name}: ${literal(argument.type, 0)}`;
        const name = `v${definitions.length}`;
        definitions.push(`$${name}: ${argument.type}`);
        variables[name] = value(argument.type, 0);
        return `${argument.name}: $${name}`;
    }
    function literal(type, depth) {
        const text = (given) => {
            if (Array.isArray(given))
                return `[${given.map(text).join(' ')}]`;
            if (typeof given === 'object' && given !== null)
                return `{ ${Object.entries(given)
                    .map(([name, inner]) => `${name}: ${text(inner)}`)
                    .join(' ')} }`;
            return typeof given === 'string' && enumNames(schema).has(given) ? given : JSON.stringify(given);
        };
        return text(value(type, depth));
    }
    function value(type, depth) {
        if (isNonNullType(type))
            return value(type.ofType, depth);
        if (isListType(type))
            return Array.from({ length: random.below(3) }, () => value(type.ofType, depth + 1));
        if (isInputObjectType(type)) {
            const fields = Object.values(type.getFields()).filter((field) => isNonNullType(field.type) || (depth < 3 && random.chance(0.5)));
            return Object.fromEntries(fields.map((field) => [field.name, value(field.type, depth + 1)]));
        }
        if (isEnumType(type))
            return random.of(type.getValues()).name;
        if (type.name === 'Int')
            return random.of([0, 1, 2, 50, 101, -1, 2_147_483_647]);
        if (type.name === 'Float')
            return random.of([0, -0.5, 1e300]);
        if (type.name === 'Boolean')
            return random.chance(0.5);
        return random.chance(0.6) ? random.of(ids) : random.of(hostile);
    }
    function condition() {
        if (!random.chance(0.15))
            return '';
        const directive = random.of(['skip', 'include']);
        if (random.chance(0.5))
            return `@${directive}(if: ${random.chance(0.5)})`;
        const name = `v${definitions.length}`;
        definitions.push(`$${name}: Boolean!`);
        variables[name] = random.chance(0.5);
        return `@${directive}(if: $${name})`;
    }
    function spread(type, depth) {
        const name = `F${fragments.length}_${random.below(1_000_000)}`;
        fragments.push(`fragment ${name} on ${type.name} ${selection(type, depth + 1)}`);
        return `...${name} ${condition()}`;
    }
    function narrowed(type) {
        if (isUnionType(type) || isInterfaceType(type))
            return random.of(schema.getPossibleTypes(type));
        return isObjectType(type) && type.getInterfaces().length > 0 ? random.of(type.getInterfaces()) : undefined;
    }
}
function enumNames(schema) {
    return new Set(Object.values(schema.getTypeMap()).flatMap((type) => isEnumType(type) && !type.name.startsWith('__') ? type.getValues().map(({ name }) => name) : []));
}
/** The text with some of it damaged: cut, doubled, replaced. Rarely valid any more. */
export function damaged(text, random) {
    let result = text;
    for (let count = 1 + random.below(3); count > 0; count -= 1) {
        const at = random.below(result.length);
        const to = at + random.below(12);
        const piece = random.of([
            '',
            '{',
            '}',
            '(',
            '...',
            '@skip',
            '$',
            '"""',
            '\u0000',
            '__schema',
            result.slice(at, to).repeat(3),
        ]);
        result = result.slice(0, at) + piece + result.slice(to);
    }
    return result;
}
//# sourceMappingURL=random-operation.js.map