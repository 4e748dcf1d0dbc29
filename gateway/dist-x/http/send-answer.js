import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { answerEncoding } from './answer-encoding.js';
import { compressors } from './compress.js';
/** Characters. Below, compressing saves no packet. */
const compressedFrom = 1_000;
/** Characters. Above, an answer is encoded, compressed and sent piece by piece, no faster than the client takes it. */
const streamedFrom = 256_000;
const pieceLength = 64_000;
/**
 * Each compression that is under way holds memory, and only a few run at the same time. Answers above this number go out as
 * they are: who is that busy has no time to compress.
 */
const compressionsMax = 32;
let compressions = 0;
/**
 * Sends an answer, compressed where the client takes that and it is worth it. Tokens travel in a header and never in a cookie,
 * so no foreign page can have a secret compressed beside text of its choice.
 */
export async function sendAnswer(request, response, { status, headers, body }) {
    const encoding = body.length < compressedFrom || compressions >= compressionsMax
        ? undefined
        : answerEncoding(request.headers['accept-encoding']);
    if (encoding) {
        compressions += 1;
        try {
            await sendCompressed(response, { status, headers, body }, encoding);
        }
        finally {
            compressions -= 1;
        }
        return;
    }
    response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
    // As a string: Node sends it in one piece with the head then.
    if (body.length <= streamedFrom)
        response.end(body);
    else
        await untilClientLeaves(pipeline(Readable.from(pieces(body)), response));
}
async function sendCompressed(response, { status, headers, body }, encoding) {
    const compressor = compressors[encoding];
    const coded = { ...headers, 'content-encoding': encoding };
    if (body.length > streamedFrom) {
        response.writeHead(status, coded);
        await untilClientLeaves(pipeline(Readable.from(pieces(body)), compressor.stream(), response));
        return;
    }
    const bytes = await compressor.whole(Buffer.from(body));
    response.writeHead(status, { ...coded, 'content-length': bytes.length });
    response.end(bytes);
}
/** A client that leaves in the middle of an answer is nobody's mistake. */
async function untilClientLeaves(sending) {
    try {
        await sending;
    }
    catch (error) {
        if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE')
            throw error;
    }
}
/** Never cuts a surrogate pair in two: each half alone would be sent as a replacement character. */
function* pieces(text) {
    let at = 0;
    while (at < text.length) {
        let end = Math.min(text.length, at + pieceLength);
        const last = text.charCodeAt(end - 1);
        if (end < text.length && last >= 0xd800 && last <= 0xdbff)
            end -= 1;
        yield Buffer.from(text.slice(at, end));
        at = end;
    }
}
//# sourceMappingURL=send-answer.js.map