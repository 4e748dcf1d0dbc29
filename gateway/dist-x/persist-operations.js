/**
 * Registers the operations of the web application: web/persisted-operations.json is what the gateway takes from it, and
 * web/graph/operation-ids.json what its pages send. Fails where an operation does not fit the schema: one of the present
 * application, or one that a released application still sends (web/released-operations.json).
 *
 *   node gateway/dist/persist-operations.js             writes both
 *   node gateway/dist/persist-operations.js --release   adds the present ones to the released ones
 *
 * A released operation is removed from that file by hand, when no page sends it any more.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSchema } from 'graphql';
import { readManifest, writeManifest } from './persisted/manifest.js';
import { brokenOperations, registeredOperations } from './persisted/register.js';
const atRoot = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const read = (path) => readFileSync(atRoot(path), 'utf8');
const released = 'web/released-operations.json';
const files = globSync('web/**/*.graphql', { cwd: atRoot('.'), exclude: (name) => name.includes('node_modules') });
const present = registeredOperations(files.sort().map(read));
writeFileSync(atRoot('web/persisted-operations.json'), writeManifest(present));
writeFileSync(atRoot('web/graph/operation-ids.json'), `${JSON.stringify(Object.fromEntries(present.map(({ name, id }) => [name, id])), null, 2)}\n`);
const known = readManifest(read(released));
if (process.argv.includes('--release')) {
    const added = present.filter(({ id }) => !known.some((operation) => operation.id === id));
    known.push(...added);
    known.sort((a, b) => (a.name < b.name ? -1 : 1));
    writeFileSync(atRoot(released), writeManifest(known));
    process.stdout.write(`${added.length} more operations are released\n`);
}
const schema = buildSchema(read('gateway/api.graphql'));
const broken = [...new Set([...brokenOperations(schema, present), ...brokenOperations(schema, known)])];
for (const mistake of broken)
    process.stderr.write(`${mistake} — an application that is in use would break: keep the field, or deprecate it first\n`);
process.exitCode = broken.length > 0 ? 1 : 0;
//# sourceMappingURL=persist-operations.js.map