import type { DocumentVersionRow } from '../firm/document-rows.ts';
import { Random } from '../firm/random.ts';
import type { ObjectStore } from './object-store.ts';

const blockBytes = 64 * 1024;

/** How files of a kind begin, so that a viewer at least recognises them. */
const beginnings: Readonly<Record<string, string>> = {
  'application/pdf': '%PDF-1.7\n',
  'image/jpeg': '\xff\xd8\xff\xe0\x00\x10JFIF\x00',
  'video/mp4': '\x00\x00\x00\x18ftypmp42',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'PK\x03\x04',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'PK\x03\x04',
};

/** The bytes of a version from `start` up to and without `end`, part by part: none is held longer than it is sent. */
export async function* versionBytes(
  { content, contentType }: DocumentVersionRow,
  store: ObjectStore,
  start: number,
  end: number,
): AsyncGenerator<Buffer> {
  if ('generated' in content) {
    yield* generatedBytes(content.generated, contentType, start, end);
    return;
  }
  let from = 0;
  for (const key of content.keys) {
    const size = (await store.size(key)) ?? 0;
    const first = Math.max(start - from, 0);
    const last = Math.min(end - from, size);
    if (first < last) for await (const part of await store.read(key, first, last)) yield part as Buffer;
    from += size;
  }
}

/** One block of text that follows from the seed, repeated: any part of it can be made without the parts before. */
function* generatedBytes(seed: number, contentType: string, start: number, end: number): Generator<Buffer> {
  const random = new Random(`content ${seed}`);
  const block = Buffer.alloc(blockBytes);
  for (let at = 0; at < blockBytes; at++) {
    // Words of lower-case letters in lines of eighty.
    block[at] = at % 80 === 79 ? 10 : random.chance(0.17) ? 32 : 97 + random.between(0, 25);
  }
  const beginning = Buffer.from(beginnings[contentType] ?? '', 'latin1');
  for (let at = start; at < end; ) {
    if (at < beginning.length) {
      const part = beginning.subarray(at, Math.min(end, beginning.length));
      yield part;
      at += part.length;
      continue;
    }
    const offset = at % blockBytes;
    const part = block.subarray(offset, Math.min(blockBytes, offset + end - at));
    yield part;
    at += part.length;
  }
}
