import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
/** A file of its own in a folder of its own. */
export async function supergraphFile(text) {
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
//# sourceMappingURL=supergraph-file.js.map