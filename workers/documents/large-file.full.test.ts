import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { ContentRef } from '@smarterfirms/data/document-content';
import { FetchDocumentContent } from '@smarterfirms/platform/messages';
import { type DocumentFirm, startDocumentFirm } from './test-document-firm.ts';

const megabyte = 1024 * 1024;
/** A block, no multiple of which is the size of an upload's part. */
const block = randomBytes(megabyte + 1);

interface Measured {
  peakMb: number;
  requests: Record<string, number>;
}

test('a worker takes no more memory for 300 MB than for 30 MB, and what arrives is the same to the byte', async () => {
  await using world = await startDocumentFirm();
  const one = await brought(world, 1);
  const small = await brought(world, 30);
  const large = await brought(world, 300);
  process.stdout.write(
    `1 block of 1 MiB: ${JSON.stringify(one)}\n30 blocks of 1 MiB: ${JSON.stringify(small)}\n300 blocks of 1 MiB: ${JSON.stringify(large)}\n`,
  );
  // Held in memory, the file would be 270 MB more. What differs is what the garbage collector leaves lying for a while.
  expect(large.peakMb - small.peakMb).toBeLessThan(128);
  // Two of the API, which count against Clio's limit (the record and where its bytes lie), and one of the storage.
  expect(large.requests['Clio']).toBe(3);
}, 300_000);

async function brought(world: DocumentFirm, blocks: number): Promise<Measured> {
  const hash = createHash('sha256');
  function* bytes() {
    for (let sent = 0; sent < blocks; sent++) {
      hash.update(block);
      yield block;
    }
  }
  const length = blocks * block.length;
  const content = await world.ask(await world.upload({ name: `${blocks}.mp4`, bytes, length }));
  const measured = await measure(content, world);
  expect(await world.state(content)).toMatchObject({ state: 'READY', size_bytes: String(length) });
  expect(await world.stored(content)).toEqual({ sha256: hash.digest('hex'), length });
  return measured;
}

async function measure(content: ContentRef, { firm }: DocumentFirm): Promise<Measured> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'measured-worker.ts')], {
    env: { ...firm.env, MESSAGE: JSON.stringify({ kind: FetchDocumentContent.name, body: content }) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  await once(child, 'close');
  return JSON.parse(Buffer.concat(output).toString()) as Measured;
}
