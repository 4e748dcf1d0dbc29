import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** The bytes that clients uploaded, in files of a temporary directory: a large one is never held in memory. */
export class ObjectStore {
  #directory: Promise<string> | undefined;

  /** Takes the place of what the key held before, once all bytes are here. */
  async put(key: string, bytes: Readable): Promise<void> {
    await pipeline(bytes, createWriteStream(await this.#path(key)));
  }

  /** In bytes; undefined where there is no such object. */
  async size(key: string): Promise<number | undefined> {
    if (!this.#directory) return undefined;
    try {
      return (await stat(await this.#path(key))).size;
    } catch {
      return undefined;
    }
  }

  /** The bytes from `start` up to and without `end`. */
  async read(key: string, start: number, end: number): Promise<Readable> {
    if (start >= end) return Readable.from([]);
    return createReadStream(await this.#path(key), { start, end: end - 1 });
  }

  async remove(key: string): Promise<void> {
    await rm(await this.#path(key), { force: true });
  }

  async close(): Promise<void> {
    if (this.#directory) await rm(await this.#directory, { recursive: true, force: true });
    this.#directory = undefined;
  }

  async #path(key: string): Promise<string> {
    this.#directory ??= mkdtemp(join(tmpdir(), 'clio-simulator-'));
    if (!/^[\w-]+$/.test(key)) throw new Error(`Expected the key of an object, got ${key}`);
    return join(await this.#directory, key);
  }
}
