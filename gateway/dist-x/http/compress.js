import { promisify } from 'node:util';
import { brotliCompress, constants, createBrotliCompress, createGzip, createZstdCompress, gzip, zstdCompress, } from 'node:zlib';
/**
 * Levels that were measured (`answer-encoding.bench.ts`): with each, an answer of 139 KB of the product's kind becomes less
 * than a fifth. Brotli 6 and gzip 6 save another eighth of that for twice the time.
 */
const zstd = { params: { [constants.ZSTD_c_compressionLevel]: 3 } };
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
const deflate = { level: 3 };
const zstdWhole = promisify(zstdCompress);
const brotliWhole = promisify(brotliCompress);
const gzipWhole = promisify(gzip);
export const compressors = {
    zstd: { whole: (bytes) => zstdWhole(bytes, zstd), stream: () => createZstdCompress(zstd) },
    br: { whole: (bytes) => brotliWhole(bytes, brotli), stream: () => createBrotliCompress(brotli) },
    gzip: { whole: (bytes) => gzipWhole(bytes, deflate), stream: () => createGzip(deflate) },
};
//# sourceMappingURL=compress.js.map