/**
 * The way in: `node local/boot.mjs start | test | test:full | test:faults | bench | dev | reset | build | generate | <name of a file in local/dist>`.
 *
 * Works on a fresh clone with nothing but Node 20 and npm: it installs what is missing, finds a Node 24, generates,
 * compiles and builds what has changed since the last time, and hands over to the command. Only Node's own modules here.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildHandlers, buildWeb, compile, generateClients, generateOperations } from './boot/build.mjs';
import { checkDisk, checkNode } from './boot/check-machine.mjs';
import { checkRunning } from './boot/check-running.mjs';
import { findNode24 } from './boot/find-node.mjs';
import { handOver } from './boot/hand-over.mjs';
import { install } from './boot/install.mjs';
import { root } from './boot/root.mjs';
import { StepError } from './boot/step.mjs';

const [command = 'start', ...args] = process.argv.slice(2);
const needsWeb = new Set(['start', 'test', 'test:full', 'build']);
const needsBuild = command !== 'reset' || !existsSync(join(root, 'local/dist/reset.js'));

try {
  checkNode();
  checkDisk();
  if (command === 'start' || command === 'dev') checkRunning(args);
  await install();
  const node = findNode24();
  if (needsBuild) {
    await generateClients(node);
    await compile(node);
    await buildHandlers(node, command);
    if (command !== 'generate') await generateOperations(node);
    if (needsWeb.has(command)) await buildWeb(node);
  }
  if (command !== 'build') process.exitCode = await handOver(node, command, args);
} catch (error) {
  if (!(error instanceof StepError)) throw error;
  process.stderr.write(`\n${error.message}\n`);
  process.exitCode = 1;
}
