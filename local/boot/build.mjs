import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { contentHash, onceFor } from './changed.mjs';
import { root } from './root.mjs';
import { run, step } from './step.mjs';

const subgraphs = ['auth', 'accounts', 'clio', 'data', 'notifications'];

/** The Prisma client of every service, where its model has changed. */
export async function generateClients(node) {
  for (const name of subgraphs) {
    const directory = join('subgraphs', name);
    const schema = join(directory, 'prisma/schema.prisma');
    if (!existsSync(join(root, schema))) continue;
    const stamp = {
      name: `prisma ${name}`,
      hash: contentHash([schema, 'node_modules/prisma/package.json']),
      result: join(directory, 'generated/prisma'),
    };
    await onceFor(stamp, () => step(`generate the database client of ${name}`, () => generate(node, directory)));
  }
}

function generate(node, directory) {
  return run(node, [join(root, 'node_modules/prisma/build/index.js'), 'generate', '--schema', 'prisma/schema.prisma'], {
    cwd: join(root, directory),
    env: {
      // The schema engine is a download that generating does not use; any file that exists keeps Prisma from fetching it.
      PRISMA_SCHEMA_ENGINE_BINARY: node,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
    advice: `Look at ${directory}/prisma/schema.prisma.`,
  });
}

/** TypeScript, all packages; takes about a second when little has changed. */
export function compile(node) {
  return step('compile', () =>
    run(node, [join(root, 'node_modules/typescript/bin/tsc'), '-b'], {
      advice: 'Mend the errors above and run the command again.',
    }),
  );
}

/** The Lambda functions as they are deployed, when one of their sources has changed. */
export async function buildHandlers(node, command) {
  const sources = ['workers', 'platform', 'subgraphs', 'local/lambda/bundle-handlers.ts', 'package-lock.json'];
  const stamp = {
    name: 'handlers',
    // While developing they are bundled at every change without a stamp, so what is there afterwards is not known.
    hash: command === 'dev' ? `developing since ${Date.now()}` : contentHash(sources),
    result: 'workers/dist/bundles',
  };
  await onceFor(stamp, () =>
    step('bundle the Lambda handlers', () =>
      run(node, [join(root, 'local/dist/build-handlers.js')], {
        advice: 'Look at the handler that is named above, in workers/.',
      }),
    ),
  );
}

/** The typed operations of the web application, where an operation or the composed schema has changed. */
export async function generateOperations(node) {
  const schema = 'gateway/supergraph.graphql';
  if (!existsSync(join(root, schema))) return;
  const stamp = {
    name: 'operations',
    hash: contentHash(['codegen.yml', schema, 'web'], (name) => /\.(yml|graphql|mjs)$/.test(name)),
    result: 'web/generated',
  };
  await onceFor(stamp, () =>
    step('generate and register the typed operations of the web application', async () => {
      const advice = 'An operation in web/ does not fit the schema in gateway/supergraph.graphql.';
      await run(node, [join(root, 'node_modules/@graphql-codegen/cli/esm/bin.js'), '--config', 'codegen.yml'], {
        advice,
      });
      await run(node, [join(root, 'gateway/dist/persist-operations.js')], { advice });
    }),
  );
}

/** The web application for `next start`, when one of its sources has changed. */
export async function buildWeb(node) {
  if (!existsSync(join(root, 'web/app'))) return;
  const stamp = {
    name: 'web',
    hash: contentHash(['web', 'package-lock.json']),
    result: 'web/.next/BUILD_ID',
  };
  await onceFor(stamp, () =>
    step('build the web application', () =>
      run(node, [join(root, 'node_modules/next/dist/bin/next'), 'build'], {
        cwd: join(root, 'web'),
        env: { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
        advice: 'Mend the errors above and run the command again.',
      }),
    ),
  );
}
