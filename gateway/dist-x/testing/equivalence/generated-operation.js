import { getNamedType, isAbstractType, isCompositeType, isEnumType, isInputObjectType, isInterfaceType, isListType, isNonNullType, isObjectType, parse, specifiedRules, validate, } from 'graphql';
import { Seeded } from './seeded.js';
/** A valid operation with everything that changes how one is run: fragments, aliases, conditions, arguments, repeats. */
export function generateOperation(schema, seed, generation = {}) {
    const random = new Seeded(seed);
    for (let attempt = 0; attempt < 50; attempt += 1) {
        const generated = generate(schema, random, generation);
        if (validate(schema, parse(generated.source), specifiedRules, { maxErrors: 1 }).length === 0)
            return generated;
    }
    throw new Error(`No operation of seed ${seed} is valid.`);
}
function generate(schema, random, { depthMax = 5 }) {
    const fragments = [];
    const declarations = new Map();
    const variables = {};
    const query = schema.getQueryType();
    const mutation = schema.getMutationType();
    const root = mutation && random.chance(15) ? mutation : query;
    if (!root)
        throw new Error('The schema has no Query.');
    const body = selectionSet(root, 0);
    const declared = [...declarations].map(([name, type]) => `$${name}: ${type}`).join(', ');
    return {
        source: [
            `${root === mutation ? 'mutation' : 'query'} Generated${declared && `(${declared})`} ${body}`,
            ...fragments.map(({ name, on, text }) => `fragment ${name} on ${on} ${text}`),
        ].join('\n'),
        variables,
    };
    function selectionSet(parent, depth) {
        const selections = [];
        const count = 1 + random.below(depth === 0 ? 3 : 4);
        for (let at = 0; at < count; at += 1)
            selections.push(selection(parent, depth));
        if (random.chance(15))
            selections.push(random.pick(selections));
        return `{ ${selections.join(' ')} }`;
    }
    function selection(parent, depth) {
        const kind = random.below(100);
        if (kind < 8)
            return random.chance(50) ? '__typename' : 'kind: __typename';
        if (kind < (isAbstractType(parent) ? 45 : 18) && depth < depthMax)
            return fragment(parent, depth);
        const fields = isObjectType(parent) || isInterfaceType(parent) ? Object.values(parent.getFields()) : [];
        const usable = depth >= depthMax ? fields.filter(({ type }) => !isCompositeType(getNamedType(type))) : fields;
        return usable.length > 0 ? field(random.pick(usable), depth) : '__typename';
    }
    function field({ name, args, type }, depth) {
        const alias = random.chance(12) ? `${random.pick(['x', 'y', 'z'])}${random.below(3)}: ` : '';
        const inner = getNamedType(type);
        const below = isCompositeType(inner) ? ` ${selectionSet(inner, depth + 1)}` : '';
        return `${alias}${name}${argumentsOf(args)}${condition()}${below}`;
    }
    function fragment(parent, depth) {
        const known = fragments.filter(({ on }) => on === parent.name);
        if (known.length > 0 && random.chance(25))
            return `...${random.pick(known).name}${condition()}`;
        const type = fragmentType(parent);
        const text = selectionSet(type, depth + 1);
        if (!random.chance(30))
            return `... on ${type.name}${condition()} ${text}`;
        const name = `F${fragments.length}`;
        fragments.push({ name, on: type.name, text });
        return `...${name}${condition()}`;
    }
    function fragmentType(parent) {
        if (isAbstractType(parent) && random.chance(80))
            return random.pick(schema.getPossibleTypes(parent));
        if (isObjectType(parent) && parent.getInterfaces().length > 0 && random.chance(50))
            return random.pick(parent.getInterfaces());
        return parent;
    }
    function condition() {
        if (!random.chance(10))
            return '';
        const directive = random.pick(['skip', 'include']);
        if (random.chance(20))
            return ` @${directive}(if: ${random.chance(50)})`;
        const name = `if${random.below(3)}`;
        if (!declarations.has(name)) {
            const byDefault = random.chance(30);
            declarations.set(name, byDefault ? `Boolean! = ${random.chance(50)}` : 'Boolean!');
            if (!byDefault || random.chance(50))
                variables[name] = random.chance(50);
        }
        return ` @${directive}(if: $${name})`;
    }
    function argumentsOf(args) {
        const given = args
            .filter(({ type, defaultValue }) => (isNonNullType(type) && defaultValue === undefined) || random.chance(40))
            .map(({ name, type }) => `${name}: ${argumentValue(type)}`);
        return given.length > 0 ? `(${given.join(', ')})` : '';
    }
    function argumentValue(type) {
        const named = getNamedType(type);
        if (random.chance(35) && !isInputObjectType(named) && !isListType(isNonNullType(type) ? type.ofType : type)) {
            const name = `v${declarations.size}`;
            declarations.set(name, String(type));
            if (isNonNullType(type) || random.chance(70))
                variables[name] = variableValue(type);
            return `$${name}`;
        }
        return literal(type, 0);
    }
    function literal(type, depth) {
        if (isNonNullType(type))
            return literal(type.ofType, depth);
        if (isListType(type))
            return `[${literal(type.ofType, depth)}]`;
        if (isEnumType(type))
            return random.pick(type.getValues()).name;
        if (isInputObjectType(type)) {
            const fields = Object.values(type.getFields()).filter((input) => (isNonNullType(input.type) && input.defaultValue === undefined) || (depth < 2 && random.chance(30)));
            return `{ ${fields.map((input) => `${input.name}: ${literal(input.type, depth + 1)}`).join(', ')} }`;
        }
        return JSON.stringify(scalarValue(type.name));
    }
    function variableValue(type) {
        const named = getNamedType(type);
        return isEnumType(named) ? random.pick(named.getValues()).name : scalarValue(named.name);
    }
    function scalarValue(name) {
        if (name === 'Int')
            return random.below(3);
        if (name === 'Float')
            return random.below(30) / 4;
        if (name === 'Boolean')
            return random.chance(50);
        return random.pick(['a', 'b', 'with "quotes"']);
    }
}
//# sourceMappingURL=generated-operation.js.map