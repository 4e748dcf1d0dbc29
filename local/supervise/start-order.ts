import type { ServiceDefinition, SupervisedService } from './service.ts';

/** The names asked for and everything they need, in the order of the definitions. */
export function withDependencies<Definition extends Pick<ServiceDefinition, 'name' | 'dependsOn'>>(
  definitions: readonly Definition[],
  only: readonly string[] | undefined,
): Definition[] {
  if (!only) return [...definitions];
  const needed = new Set<string>();
  const need = (name: string) => {
    if (needed.has(name)) return;
    const definition = definitions.find((candidate) => candidate.name === name);
    if (!definition) {
      throw new Error(`no service is called "${name}"; there are ${definitions.map((each) => each.name).join(', ')}`);
    }
    needed.add(name);
    definition.dependsOn.forEach(need);
  };
  only.forEach(need);
  return definitions.filter(({ name }) => needed.has(name));
}

/** Starts every service as soon as what it depends on is ready. Rejects with the first failure, or once aborted. */
export async function startInOrder(
  services: readonly { definition: ServiceDefinition; service: SupervisedService }[],
  signal: AbortSignal,
  onReady: (name: string, elapsedMs: number) => void,
): Promise<void> {
  const started = new Map<string, Promise<void>>();
  const start = (name: string): Promise<void> => {
    const known = started.get(name);
    if (known) return known;
    const found = services.find(({ definition }) => definition.name === name);
    const promise = (async () => {
      if (!found) return;
      await Promise.all(found.definition.dependsOn.map(start));
      signal.throwIfAborted();
      const since = Date.now();
      await found.service.start();
      onReady(name, Date.now() - since);
    })();
    started.set(name, promise);
    return promise;
  };
  await Promise.all(services.map(({ definition }) => start(definition.name)));
}

/** Stops in reverse order: a service only after everything that depends on it. */
export async function stopInReverse(
  services: readonly { definition: ServiceDefinition; service: SupervisedService }[],
): Promise<void> {
  const stopped = new Map<string, Promise<void>>();
  const stop = (name: string): Promise<void> => {
    const known = stopped.get(name);
    if (known) return known;
    const dependents = services.filter(({ definition }) => definition.dependsOn.includes(name));
    const promise = (async () => {
      await Promise.all(dependents.map(({ definition }) => stop(definition.name)));
      await services.find(({ definition }) => definition.name === name)?.service.stop();
    })();
    stopped.set(name, promise);
    return promise;
  };
  await Promise.all(services.map(({ definition }) => stop(definition.name)));
}
