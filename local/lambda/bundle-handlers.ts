import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { readAwsResources } from '../aws-resources.ts';
import { repositoryRoot } from '../data-directory.ts';
import { bundleFile } from './mapper.ts';

/** Bundles every function's handler into one file, as it is deployed. Returns the names of the functions. */
export async function bundleHandlers(): Promise<string[]> {
  const names = readAwsResources()
    .functions.map(({ name }) => name)
    .filter((name) => existsSync(handlerFile(name)));
  await Promise.all(names.map(bundleHandler));
  return names;
}

async function bundleHandler(name: string): Promise<void> {
  await build({
    entryPoints: [handlerFile(name)],
    outfile: bundleFile(name),
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    sourcemap: true,
    logLevel: 'warning',
    // CommonJS packages inside an ES module bundle call require, which ES modules do not have.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    // Loaded by pg only where somebody has installed it.
    external: ['pg-native'],
  });
}

function handlerFile(name: string): string {
  return join(repositoryRoot, 'workers', name, 'handler.ts');
}
