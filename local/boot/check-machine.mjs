import { statfsSync } from 'node:fs';
import { root } from './root.mjs';
import { StepError } from './step.mjs';

const freeBytesMin = 2 * 1024 ** 3;
const nodeMajorMin = 20;

export function checkNode() {
  if (Number.parseInt(process.versions.node, 10) >= nodeMajorMin) return;
  throw new StepError(
    `Node ${nodeMajorMin} or newer is needed, this is ${process.versions.node}. Install a newer one from nodejs.org.`,
  );
}

/** Packages, the built application and a firm's data take about 1.5 GB; a full disk in the middle damages data. */
export function checkDisk() {
  const { bavail, bsize } = statfsSync(root);
  const free = bavail * bsize;
  if (free >= freeBytesMin) return;
  throw new StepError(
    `Only ${(free / 1024 ** 3).toFixed(1)} GB are free on the disk that holds ${root}; at least 2 GB are needed. Free some space and run the command again.`,
  );
}
