/** Content codings that answers are sent in, the cheapest for what it saves first (see `answer-encoding.bench.ts`). */
export const encodings = ['zstd', 'br', 'gzip'];
const known = new Map();
/** Headers whose meaning is remembered, and characters of one: clients send few different ones, but could send any. */
const knownMax = 200;
const knownLengthMax = 200;
/**
 * The coding that a client wants by its Accept-Encoding header (RFC 9110, 12.5.3): the one with the highest quality, and
 * among equals the first of ours; undefined where it wants none of them, or nothing as much as no coding.
 */
export function answerEncoding(accepted) {
    if (!accepted)
        return undefined;
    if (known.has(accepted))
        return known.get(accepted);
    const encoding = read(accepted);
    if (accepted.length <= knownLengthMax) {
        if (known.size >= knownMax)
            known.clear();
        known.set(accepted, encoding);
    }
    return encoding;
}
function read(accepted) {
    const qualities = new Map();
    for (const entry of accepted.split(',')) {
        const [coding = '', ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase());
        const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
        qualities.set(coding === 'x-gzip' ? 'gzip' : coding, Number.isFinite(quality) ? quality : 0);
    }
    const rest = qualities.get('*') ?? 0;
    let best;
    // No coding is acceptable unless it is excluded, but wanted above others only where that is said.
    let bestQuality = qualities.get('identity') ?? 0;
    for (const encoding of encodings) {
        const quality = qualities.get(encoding) ?? rest;
        if (quality > bestQuality || (quality === bestQuality && quality > 0 && !best)) {
            best = encoding;
            bestQuality = quality;
        }
    }
    return best;
}
//# sourceMappingURL=answer-encoding.js.map