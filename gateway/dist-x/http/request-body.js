import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { discardBody } from './discard-body.js';
import { badRequest } from './error-answer.js';
/** Of one body, counted after decompression. */
const bodyBytesMax = 1_000_000;
const utf8 = new TextDecoder('utf-8', { fatal: true });
/** Reads a body of at most 1 MB in UTF-8 (RFC 8259, 8.1, allows nothing else). Throws RequestRefused. */
export async function readBody(request) {
    const encoding = request.headers['content-encoding'];
    let bytes;
    try {
        if (Number(request.headers['content-length'] ?? 0) > bodyBytesMax)
            throw tooLarge();
        bytes = encoding === undefined || encoding === 'identity' ? await read(request) : await inflate(request, encoding);
    }
    catch (error) {
        discardBody(request);
        throw error;
    }
    try {
        return utf8.decode(bytes);
    }
    catch {
        throw badRequest(400, 'The body is not valid UTF-8.');
    }
}
async function inflate(request, encoding) {
    const inflater = inflaterOf(encoding);
    if (!inflater)
        throw badRequest(415, 'The body has an encoding that is not supported: send gzip, deflate or br.');
    request.on('error', (error) => inflater.destroy(error));
    try {
        return await read(request.pipe(inflater));
    }
    finally {
        request.unpipe(inflater);
        inflater.destroy();
    }
}
function inflaterOf(encoding) {
    if (encoding === 'gzip' || encoding === 'x-gzip')
        return createGunzip();
    if (encoding === 'deflate')
        return createInflate();
    return encoding === 'br' ? createBrotliDecompress() : undefined;
}
function read(stream) {
    return new Promise((resolve, reject) => {
        const chunks = [];
        let bytes = 0;
        stream.on('data', (chunk) => {
            bytes += chunk.length;
            if (bytes > bodyBytesMax) {
                stream.pause();
                reject(tooLarge());
            }
            else
                chunks.push(chunk);
        });
        stream.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
        stream.on('error', () => reject(badRequest(400, 'The body could not be read.')));
    });
}
function tooLarge() {
    return badRequest(413, 'The body is larger than 1 MB.', { connection: 'close' });
}
//# sourceMappingURL=request-body.js.map