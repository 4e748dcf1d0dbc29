import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { FetchDocumentContent } from '@smarterfirms/platform/messages';
import { diesAtStep } from '../faults/worker-process.ts';
import { startDocumentFirm } from './test-document-firm.ts';

/** Each killed worker is a process of its own. */
const every = 9;

test('a worker that is killed leaves no half object, and the next message brings the whole one', async () => {
  await using world = await startDocumentFirm();
  const bytes = randomBytes(9 * 1024 * 1024);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const id = await world.upload({ name: 'Scan.tiff', bytes, length: bytes.length });
  let kills = 0;
  for (let step = every; ; step += every) {
    const content = await world.ask(id);
    const body = JSON.stringify({ kind: FetchDocumentContent.name, body: content });
    const died = await diesAtStep(body, world.firm, step);
    const state = await world.state(content);
    const stored = await world.stored(content);
    // The object is whole or is not there, and nobody is led to it before it is.
    if (stored) expect(stored).toEqual({ sha256, length: bytes.length });
    if (state?.state === 'READY') expect(stored).toBeDefined();
    await world.leaseEnds(content);
    await world.fetch(content);
    expect(await world.state(content)).toMatchObject({ state: 'READY' });
    expect(await world.stored(content)).toEqual({ sha256, length: bytes.length });
    await world.release(content);
    if (!died) break;
    kills++;
  }
  expect(kills).toBeGreaterThan(1);
});
