import { rmSync, writeFileSync } from 'node:fs';
import { serveControl } from '@smarterfirms/local/control-server';
import { removeData } from '@smarterfirms/local/remove-data';
import { startStack } from '@smarterfirms/local/stack';
import { startTestCollector } from '@smarterfirms/platform/test-collector';
import { dataDirectory, type RunningStack, stackFile } from './running-stack.ts';

declare global {
  /** Stops the stack; set by the global setup for the global teardown, which run in one process. */
  var stopStack: (() => Promise<void>) | undefined;
}

/**
 * Starts one stack for all test files, in a directory and on ports of its own, so that a developer's instance is left alone.
 * STACK_LOG=1 shows its log between the tests' output; the files in tests/.local/log have it in any case.
 */
export default async function startOnce(): Promise<void> {
  // Each run begins with empty databases.
  removeData(dataDirectory, () => {});
  const collector = await startTestCollector();
  const stack = await startStack({
    dataDir: dataDirectory,
    ports: 'random',
    // Clio's real limit is 50 requests a minute; a window of a second lets a test pass through many windows.
    simulator: { RATE_WINDOW_SECONDS: '1' },
    // All the tests' people come from one address, and many sign up in a few minutes.
    env: {
      // Only traces that a test asks for by its own `traceparent` are recorded.
      '*': {
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
        OTEL_TRACES_SAMPLER: 'parentbased_always_off',
        OTEL_BSP_SCHEDULE_DELAY: '200',
      },
      gateway: {
        TRUSTED_TRACES: 'on',
        // Tests ask what no page asks; that pages get along with their registered operations is looked up in the log.
        OTHER_OPERATIONS: 'taken',
        LIMITS: JSON.stringify({
          anonymous: { capacity: 1_000_000, refillPerSecond: 1_000 },
          signUpsPerNetwork: { capacity: 1_000, refillPerSecond: 10 },
          signInsPerNetwork: { capacity: 1_000, refillPerSecond: 10 },
        }),
      },
    },
    ...(process.env['STACK_LOG'] ? {} : { log: false as const }),
  });
  const control = await serveControl(stack);
  const { urls, databases, superuser, aws } = stack;
  const running: RunningStack = {
    urls,
    databases,
    superuser,
    aws,
    control: { url: control.url, secret: control.secret },
    collectorUrl: collector.url,
  };
  writeFileSync(stackFile, JSON.stringify(running), { mode: 0o600 });
  globalThis.stopStack = async () => {
    await control.stop();
    await stack.stop();
    await collector[Symbol.asyncDispose]();
    rmSync(stackFile, { force: true });
  };
}
