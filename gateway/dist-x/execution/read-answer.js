import { AnswerReader } from './answer-reader.js';
import { placeAround } from './places.js';
/** Share of an answer that must repeat itself for reading it piece by piece to be faster than `JSON.parse`. */
const fruitfulShare = 0.25;
/** After so many answers of one fetch in a row that did not repeat themselves, so many are read plainly before it is tried again. */
const unfruitfulMax = 3;
const plainReads = 200;
/** How the answers of one fetch are read: by whichever of two ways, with the same result, has proved the faster one. */
export function compileReading(entities, isOfEntities) {
    if (!entities || !hasRepeats(entities))
        return (text) => JSON.parse(text);
    const place = placeAround('data', isOfEntities ? placeAround('_entities', entities) : entities);
    let unfruitful = 0;
    let plain = 0;
    return (text, repeated) => {
        if (plain > 0) {
            plain -= 1;
            return JSON.parse(text);
        }
        const reader = new AnswerReader(text, repeated);
        try {
            return reader.read(place);
        }
        catch {
            // Not regular, or so deep that it is more than the stack can hold: nobody says that it is no JSON but this.
            return JSON.parse(text);
        }
        finally {
            if (reader.skipped >= text.length * fruitfulShare)
                unfruitful = 0;
            else {
                unfruitful += 1;
                if (unfruitful >= unfruitfulMax)
                    plain = plainReads;
            }
        }
    };
}
function hasRepeats({ fields }) {
    return fields.some(({ place }) => place && (place.mayRepeat || hasRepeats(place)));
}
//# sourceMappingURL=read-answer.js.map