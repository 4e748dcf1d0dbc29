/**
 * Unpacks the packaged Chromium, its fonts and its system libraries into TMPDIR, which is where the package puts them.
 * A program of its own because TMPDIR has to be set before, and for this alone. Usage: TMPDIR=<directory> node unpack-chromium.mjs
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import chromium, { inflate } from '@sparticuz/chromium';

const archives = fileURLToPath(new URL('../bin', import.meta.resolve('@sparticuz/chromium')));
await chromium.executablePath(archives);
await inflate(join(archives, 'al2023.tar.br'));
