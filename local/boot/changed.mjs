import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

const cache = join(root, '.cache');
const stampFile = join(cache, 'built.json');
const skipped = new Set(['node_modules', 'dist', 'generated', '.next', 'next-env.d.ts', 'tsconfig.tsbuildinfo']);

/**
 * A hash over the content of files and directories, by path below the repository. What does not exist counts as empty.
 * @param wanted takes a file's name and says whether it counts; default all
 */
export function contentHash(paths, wanted = () => true) {
  const hash = createHash('sha256');
  const add = (path) => {
    const absolute = join(root, path);
    if (!existsSync(absolute)) return;
    if (statSync(absolute).isDirectory()) {
      for (const name of readdirSync(absolute).sort()) if (!skipped.has(name)) add(join(path, name));
    } else if (wanted(path)) {
      hash.update(`${path}\0`).update(readFileSync(absolute)).update('\0');
    }
  };
  paths.forEach(add);
  return hash.digest('hex');
}

/** Does the work unless it was done for this very hash before and its result, a path below the repository, is still there. */
export async function onceFor({ name, hash, result }, work) {
  if (stamps()[name] === hash && existsSync(join(root, result))) return;
  await work();
  mkdirSync(cache, { recursive: true });
  // Read again: another step may have finished meanwhile.
  writeFileSync(stampFile, `${JSON.stringify({ ...stamps(), [name]: hash }, null, 2)}\n`);
}

function stamps() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    return {};
  }
}
