import { expect, test } from '@jest/globals';
import { Seeded } from '../testing/equivalence/seeded.js';
import { AnswerReader, Irregular } from './answer-reader.js';
import { placeAround, placesOf } from './places.js';
/** Of a fetch whose objects may all repeat. */
function places(operation) {
    const place = placesOf({ operation }, '');
    const mark = ({ fields }) => {
        for (const { place: below } of fields) {
            if (!below)
                continue;
            below.mayRepeat = true;
            mark(below);
        }
    };
    mark(place);
    return placeAround('data', place);
}
const place = places('{ a { a { a b c { a b } } b c { a b } } b { a c } c __proto__ { a } toString }');
function read(text, repeated = new Set()) {
    return new AnswerReader(text, repeated).read(place);
}
test('a regular answer is read as JSON.parse reads it, whatever is in it', () => {
    const random = new Seeded(11);
    const words = [
        '',
        'plain',
        'with "quotes"',
        'back\\slash',
        '\\',
        '\\"',
        'line\nbreak',
        'üñí 🚀',
        '\ud800',
        '}],{',
        '\u2028',
    ];
    const numbers = [0, -0, 7, 10, 123_456_789, 1_234_567_890_123, -5, 1.5, 1e21, 1e-7, -1.5e-9, Number.MAX_SAFE_INTEGER];
    const names = ['a', 'b', 'c', '__proto__', 'toString', 'x"y', 'other'];
    const value = (depth) => {
        const kind = random.below(depth > 4 ? 5 : 9);
        if (kind === 0)
            return null;
        if (kind === 1)
            return random.chance(50);
        if (kind === 2)
            return random.pick(numbers);
        if (kind <= 4)
            return random.pick(words);
        if (kind === 5)
            return Array.from({ length: random.below(5) }, () => value(depth + 1));
        const object = {};
        for (let at = random.below(5); at > 0; at -= 1)
            Object.defineProperty(object, random.pick(names), {
                value: value(depth + 1),
                enumerable: true,
                configurable: true,
                writable: true,
            });
        return object;
    };
    for (let run = 0; run < 2_000; run += 1) {
        const one = value(0);
        const text = JSON.stringify({ data: { a: [one, one, value(1)], b: one, c: value(0) }, errors: value(2) });
        expect(read(text)).toStrictEqual(JSON.parse(text));
    }
});
test('equal objects at one place are one object, and others are not', () => {
    const repeated = new Set();
    const author = { a: 1, b: 'Ada' };
    const text = JSON.stringify({
        data: {
            a: [
                { b: 1, c: author },
                { b: 2, c: author },
                { b: 3, c: { ...author, b: 'Grace' } },
            ],
            b: author,
        },
    });
    const { data } = read(text, repeated);
    expect(data.a[1]?.c).toBe(data.a[0]?.c);
    expect(data.a[2]?.c).toEqual({ a: 1, b: 'Grace' });
    expect(data.b).toEqual(author);
    expect(data.b).not.toBe(data.a[0]?.c);
    expect(repeated).toEqual(new Set(['.a.c']));
});
test('objects that begin alike and are many do not make reading slow: what is remembered of a place has an end', () => {
    const head = 'x'.repeat(60);
    const objects = Array.from({ length: 5_000 }, (_, at) => ({ b: `${head}${at % 2 === 0 ? 0 : at}` }));
    const text = JSON.stringify({ data: { a: objects } });
    expect(read(text)).toEqual({ data: { a: objects } });
});
test.each([
    '',
    '{',
    '{"data":',
    '{"data":{}',
    '{"data":{}}}',
    '{"data":{},}',
    '{"data":{"a":[1,]}}',
    '{"data":{"a":[1 2]}}',
    '{"data":{"a":01}}',
    '{"data":{"a":-}}',
    '{"data":{"a":1.}}',
    '{"data":{"a":NaN}}',
    '{"data":{"a":+1}}',
    '{"data":{"a":nul}}',
    '{"data":{"a":"open}}',
    '{"data":{"a":"bad \\x escape"}}',
    '{"data":{a:1}}',
    "{'data':{}}",
    '{"data" {}}',
    '[1,2',
    'null null',
    '<html></html>',
])('what is no JSON is not taken for it: %s', (text) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(() => read(text)).toThrow();
});
test('white space is left to JSON.parse, but for a line break at the end', () => {
    expect(() => read('{ "data": {} }')).toThrow(Irregular);
    expect(read('{"data":{}}\n')).toEqual({ data: {} });
});
//# sourceMappingURL=answer-reader.test.js.map