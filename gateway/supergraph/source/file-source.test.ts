import { mkdir, mkdtemp, rename, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { eventually } from '../../testing/eventually.ts';
import { fileSource } from './file-source.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'file-source-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Reads whenever it is told to, as a gateway does. */
function follow(path: string, pollMs: number) {
  const source = fileSource(path, { pollMs });
  const read: string[] = [];
  let reading = Promise.resolve();
  const stop = source.watch(() => {
    // One after the other, or what an earlier one has found might come last. While the file is away there is nothing to read.
    reading = reading.then(() =>
      source.read().then(
        (text) => void read.push(text),
        () => undefined,
      ),
    );
  });
  return {
    until: (text: string) =>
      eventually(
        () => read,
        (texts) => texts.at(-1) === text,
      ),
    [Symbol.dispose]: stop,
  };
}
/** Longer than a test: what comes was told by the file system. */
const never = 3_600_000;

test('a file that is written in place, replaced by another one, or away for a moment is noticed', async () => {
  const path = join(folder, 'supergraph.graphql');
  await writeFile(path, 'first');
  using followed = follow(path, never);
  await followed.until('first');
  await writeFile(path, 'in place');
  await followed.until('in place');
  await writeFile(`${path}.new`, 'renamed');
  await rename(`${path}.new`, path);
  await followed.until('renamed');
  await unlink(path);
  await writeFile(path, 'is back');
  await followed.until('is back');
});

test('a mounted configuration whose link is swapped is noticed', async () => {
  await mkdir(join(folder, 'v1'));
  await mkdir(join(folder, 'v2'));
  await writeFile(join(folder, 'v1/supergraph.graphql'), 'first');
  await writeFile(join(folder, 'v2/supergraph.graphql'), 'second');
  await symlink('v1', join(folder, 'data'));
  await symlink('data/supergraph.graphql', join(folder, 'supergraph.graphql'));
  using followed = follow(join(folder, 'supergraph.graphql'), never);
  await followed.until('first');
  await symlink('v2', join(folder, 'data.new'));
  await rename(join(folder, 'data.new'), join(folder, 'data'));
  await followed.until('second');
});

test('a change that the file system does not tell of is noticed by looking', async () => {
  await mkdir(join(folder, 'v1'));
  await mkdir(join(folder, 'v2'));
  await writeFile(join(folder, 'v1/supergraph.graphql'), 'first');
  await writeFile(join(folder, 'v2/supergraph.graphql'), 'second');
  await symlink('v1', join(folder, 'current'));
  using followed = follow(join(folder, 'current/supergraph.graphql'), 20);
  await followed.until('first');
  await symlink('v2', join(folder, 'current.new'));
  await rename(join(folder, 'current.new'), join(folder, 'current'));
  await followed.until('second');
});

test('a folder that cannot be watched yet is looked into', async () => {
  const path = join(folder, 'later/supergraph.graphql');
  using followed = follow(path, 20);
  await mkdir(join(folder, 'later'));
  await writeFile(path, 'there');
  await followed.until('there');
  expect(await fileSource(path).read()).toBe('there');
});
