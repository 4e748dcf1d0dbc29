import { setField } from './run.js';
/** Objects are looked up by this many of their first characters, which mostly include the key. */
const headLength = 48;
/** After so many objects without as many repeats, a place is not looked at any more. */
const missesMax = 24;
/** Objects with the same first characters that are compared. */
const candidatesMax = 8;
const code = (character) => character.charCodeAt(0);
const quote = code('"');
const comma = code(',');
const colon = code(':');
const minus = code('-');
const zero = code('0');
const nine = code('9');
const braceOpen = code('{');
const braceClose = code('}');
const bracketOpen = code('[');
const bracketClose = code(']');
const numberText = /[-+.\w]+/y;
/** The text is not as servers write JSON, or no JSON at all. */
export class Irregular extends Error {
}
/**
 * Reads the JSON of an answer so that equal objects at one place become one object. Graphs repeat themselves: every
 * review of a person has that person, with all their reviews. What repeats is compared as text, which costs next to
 * nothing beside reading it again, and is from then on fetched for, looked at and written once.
 *
 * It reads what `JSON.stringify` and its like in other languages write, and gives up with Irregular on white space and on
 * what is no JSON. Only control characters within a string are let pass, which JSON wants escaped.
 */
export class AnswerReader {
    #text;
    #at;
    #nextBackslash;
    #known;
    #repeated;
    /** @param repeated gets the path of each place where an object was found that had been there before. */
    constructor(text, repeated) {
        /** Characters that did not have to be read, because they had been read before. */
        this.skipped = 0;
        this.#at = 0;
        this.#known = new Map();
        this.#text = text;
        this.#repeated = repeated;
        this.#nextBackslash = indexOrEnd(text, '\\', 0);
    }
    /** @param place of the whole answer: `data` and what is in it. */
    read(place) {
        const value = this.#value(place);
        // Apollo Server ends its answers with a line break.
        if (this.#text.slice(this.#at).trim() !== '')
            throw new Irregular();
        return value;
    }
    #value(place) {
        const first = this.#text.charCodeAt(this.#at);
        if (first === quote)
            return this.#string();
        if (first === braceOpen)
            return place?.mayRepeat ? this.#repeating(place) : this.#object(place);
        if (first === bracketOpen)
            return this.#list(place);
        if (first === minus || (first >= zero && first <= nine))
            return this.#number();
        return this.#literal();
    }
    #repeating(place) {
        let known = this.#known.get(place);
        if (!known) {
            known = { byHead: new Map(), hits: 0, misses: 0 };
            this.#known.set(place, known);
        }
        if (known.misses > missesMax && known.hits < known.misses)
            return this.#object(place);
        const start = this.#at;
        // No further than the object, which ends with the first closing brace at the earliest.
        const close = this.#text.indexOf('}', start);
        const head = this.#text.slice(start, Math.min(start + headLength, close));
        const candidates = known.byHead.get(head);
        if (candidates)
            for (const { text, value } of candidates)
                if (this.#text.startsWith(text, start)) {
                    this.#at += text.length;
                    this.skipped += text.length;
                    known.hits += 1;
                    this.#repeated.add(place.path);
                    return value;
                }
        known.misses += 1;
        const value = this.#object(place);
        const read = { text: this.#text.slice(start, this.#at), value };
        if (candidates) {
            if (candidates.length < candidatesMax)
                candidates.push(read);
        }
        else
            known.byHead.set(head, [read]);
        return value;
    }
    #object(place) {
        const text = this.#text;
        const fields = place?.fields;
        const object = {};
        this.#at += 1;
        if (text.charCodeAt(this.#at) === braceClose) {
            this.#at += 1;
            return object;
        }
        let expected = 0;
        for (;;) {
            let field = fields?.[expected];
            if (field && text.startsWith(field.token, this.#at)) {
                this.#at += field.token.length;
                expected += 1;
                if (field.isPlain)
                    object[field.name] = this.#value(field.place);
                else
                    setField(object, field.name, this.#value(field.place));
            }
            else {
                if (text.charCodeAt(this.#at) !== quote)
                    throw new Irregular();
                const name = this.#string();
                if (text.charCodeAt(this.#at) !== colon)
                    throw new Irregular();
                this.#at += 1;
                field = place?.byName.get(name);
                if (field)
                    expected = field.number + 1;
                setField(object, name, this.#value(field?.place));
            }
            const next = text.charCodeAt(this.#at);
            this.#at += 1;
            if (next === braceClose)
                return object;
            if (next !== comma)
                throw new Irregular();
        }
    }
    #list(place) {
        const list = [];
        this.#at += 1;
        if (this.#text.charCodeAt(this.#at) === bracketClose) {
            this.#at += 1;
            return list;
        }
        for (;;) {
            list.push(this.#value(place));
            const next = this.#text.charCodeAt(this.#at);
            this.#at += 1;
            if (next === bracketClose)
                return list;
            if (next !== comma)
                throw new Irregular();
        }
    }
    #string() {
        const text = this.#text;
        const start = this.#at + 1;
        let end = text.indexOf('"', start);
        if (end === -1)
            throw new Irregular();
        if (this.#nextBackslash < start)
            this.#nextBackslash = indexOrEnd(text, '\\', start);
        if (this.#nextBackslash > end) {
            this.#at = end + 1;
            return text.slice(start, end);
        }
        while (isEscaped(text, end)) {
            end = text.indexOf('"', end + 1);
            if (end === -1)
                throw new Irregular();
        }
        this.#at = end + 1;
        return JSON.parse(text.slice(start - 1, end + 1));
    }
    /** Most numbers are whole, positive and short. */
    #number() {
        const text = this.#text;
        let small = 0;
        let at = this.#at;
        let digit = text.charCodeAt(at);
        while (digit >= zero && digit <= nine && at - this.#at < 9) {
            small = small * 10 + digit - zero;
            at += 1;
            digit = text.charCodeAt(at);
        }
        const ends = digit === comma || digit === braceClose || digit === bracketClose;
        if (ends && at > this.#at && (at === this.#at + 1 || text.charCodeAt(this.#at) !== zero)) {
            this.#at = at;
            return small;
        }
        numberText.lastIndex = this.#at;
        const [number = ''] = numberText.exec(text) ?? [];
        this.#at += number.length;
        return JSON.parse(number);
    }
    #literal() {
        if (this.#take('null'))
            return null;
        if (this.#take('true'))
            return true;
        if (this.#take('false'))
            return false;
        throw new Irregular();
    }
    #take(word) {
        if (!this.#text.startsWith(word, this.#at))
            return false;
        this.#at += word.length;
        return true;
    }
}
/** Whether the quote at this place belongs to the string: it does after an odd number of backslashes. */
function isEscaped(text, at) {
    let backslashes = 0;
    while (text.charAt(at - 1 - backslashes) === '\\')
        backslashes += 1;
    return backslashes % 2 === 1;
}
function indexOrEnd(text, searched, from) {
    const at = text.indexOf(searched, from);
    return at === -1 ? text.length : at;
}
//# sourceMappingURL=answer-reader.js.map