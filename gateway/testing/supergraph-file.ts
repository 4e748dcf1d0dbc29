import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SupergraphFile extends AsyncDisposable {
  path: string;
  /** As deployments write it: another file under the same name. */
  replace(text: string): Promise<void>;
}

/** A file of its own in a folder of its own. */
export async function supergraphFile(text: string): Promise<SupergraphFile> {
  const folder = await mkdtemp(join(tmpdir(), 'supergraph-'));
  const path = join(folder, 'supergraph.graphql');
  await writeFile(path, text);
  return {
    path,
    async replace(next) {
      await writeFile(`${path}.next`, next);
      await rename(`${path}.next`, path);
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}
