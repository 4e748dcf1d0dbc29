import { createHash } from 'node:crypto';
import { z } from 'zod';
/** Apollo's format of a persisted query manifest, which their tools write and read too. */
const manifest = z.object({
    format: z.literal('apollo-persisted-query-manifest'),
    version: z.literal(1),
    operations: z.array(z.object({
        id: z.string().regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 in hexadecimal'),
        name: z.string(),
        type: z.enum(['query', 'mutation', 'subscription']),
        body: z.string(),
    })),
});
/** Reads a manifest. Throws where it is none, or where an id is not the hash of its operation. */
export function readManifest(json) {
    const { operations } = manifest.parse(JSON.parse(json));
    for (const { id, name, body } of operations) {
        if (documentId(body) !== id)
            throw new Error(`The id of the persisted operation ${name} is not the SHA-256 of its body.`);
    }
    return operations;
}
export function writeManifest(operations) {
    return `${JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations }, null, 2)}\n`;
}
export function documentId(body) {
    return createHash('sha256').update(body).digest('hex');
}
//# sourceMappingURL=manifest.js.map