/**
 * What compressing answers costs and saves, by coding and level: answers of the product's kind (matters with their clients) in
 * three sizes. Processor time is that of all threads, beside it the share of the bytes that is left; the ratio is to gzip 6,
 * zlib's own default. The levels that the gateway uses are marked.
 */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip, zstdCompress } from 'node:zlib';
import { Random } from '../testing/random.js';
import { encodings } from './answer-encoding.js';
import { compressors } from './compress.js';
const words = 'contract dispute hearing motion client estate settlement review draft deposition filing trust retainer invoice lease appeal'.split(' ');
function answer(matters) {
    const random = new Random(7);
    const text = (count) => Array.from({ length: count }, () => random.of(words)).join(' ');
    const id = (kind) => `${kind}_${random.below(1e9).toString(36)}${random.below(1e9).toString(36)}`;
    const nodes = Array.from({ length: matters }, (_, at) => ({
        __typename: 'Matter',
        id: id('matter'),
        displayNumber: `${2000 + random.below(900)}-${at}`,
        description: text(6 + random.below(10)),
        status: random.of(['OPEN', 'PENDING', 'CLOSED']),
        openedOn: `202${random.below(6)}-0${1 + random.below(9)}-1${random.below(9)}`,
        client: { __typename: 'Contact', id: id('contact'), name: text(2) },
        billed: { amount: random.below(1e7), currency: 'USD' },
    }));
    return Buffer.from(JSON.stringify({ data: { matters: { nodes } } }));
}
const gzips = promisify(gzip);
const brotlis = promisify(brotliCompress);
const zstds = promisify(zstdCompress);
const candidates = {
    'gzip 6': (bytes) => gzips(bytes, { level: 6 }),
    'gzip 1': (bytes) => gzips(bytes, { level: 1 }),
    'br 1': (bytes) => brotlis(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
    'br 6': (bytes) => brotlis(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
    'zstd 1': (bytes) => zstds(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 1 } }),
    'zstd 6': (bytes) => zstds(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 6 } }),
};
for (const encoding of encodings)
    candidates[`${encoding}, as used`] = (bytes) => compressors[encoding].whole(bytes);
for (const matters of [4, 50, 400]) {
    const bytes = answer(matters);
    const measured = [];
    for (const [name, compress] of Object.entries(candidates))
        measured.push({ name, ...(await measure(bytes, compress)) });
    const [baseline] = measured;
    process.stdout.write(`\nan answer of ${bytes.length} bytes\n`);
    console.table(measured.map(({ name, size, cpuMs }) => ({
        coding: name,
        bytes: size,
        left: `${((100 * size) / bytes.length).toFixed(1)} %`,
        'CPU ms': cpuMs.toFixed(3),
        'ratio of that': (cpuMs / (baseline?.cpuMs ?? Number.NaN)).toFixed(2),
    })));
}
async function measure(bytes, compress) {
    const times = Math.ceil(20_000_000 / bytes.length / 4);
    for (let at = 0; at < times / 10; at += 1)
        await compress(bytes);
    const before = process.cpuUsage();
    let size = 0;
    for (let at = 0; at < times; at += 1)
        size = (await compress(bytes)).length;
    const { user, system } = process.cpuUsage(before);
    return { size, cpuMs: (user + system) / 1_000 / times };
}
//# sourceMappingURL=answer-encoding.bench.js.map