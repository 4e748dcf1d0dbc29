import { isEnumType, isSpecifiedScalarType } from 'graphql';
const integer = /^-?(?:0|[1-9]\d*)$/;
/** Longer strings are written faster by JSON.stringify than character by character. */
const shortLength = 48;
/**
 * What subgraphs may send for a type: custom scalars are anything; an ID and an Int may be a whole number, and an ID is
 * passed on as it came. A value of another type is not coerced but refused.
 */
export function leafWriter(type) {
    if (isEnumType(type))
        return enumWriter(type.getValues().map(({ name }) => name));
    if (!isSpecifiedScalarType(type))
        return (value) => JSON.stringify(value);
    switch (type.name) {
        case 'String':
            return (value) => (typeof value === 'string' ? writeString(value) : undefined);
        case 'ID':
            return (value) => (typeof value === 'string' ? writeString(value) : writeInteger(value));
        case 'Int':
            return writeInteger;
        case 'Float':
            return (value) => (typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined);
        default:
            return (value) => (typeof value === 'boolean' ? String(value) : undefined);
    }
}
function enumWriter(names) {
    const texts = new Map(names.map((name) => [name, `"${name}"`]));
    return (value) => texts.get(value);
}
function writeInteger(value) {
    if (typeof value !== 'number')
        return undefined;
    const text = String(value);
    return integer.test(text) ? text : undefined;
}
export function writeString(text) {
    if (text.length > shortLength)
        return JSON.stringify(text);
    for (let at = 0; at < text.length; at += 1) {
        const code = text.charCodeAt(at);
        // Control characters, quote, backslash and halves of surrogate pairs need more than quotes around them.
        if (code < 0x20 || code === 0x22 || code === 0x5c || (code >= 0xd800 && code <= 0xdfff))
            return JSON.stringify(text);
    }
    return `"${text}"`;
}
//# sourceMappingURL=write-leaf.js.map