import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { rememberedDocuments } from '../persisted/documents.js';
import { loadProduct } from './load-product.js';
const committed = readFileSync(new URL('../supergraph.graphql', import.meta.url), 'utf8');
const options = {
    introspection: false,
    subgraphUrls: Object.fromEntries(['auth', 'accounts', 'clio', 'data', 'notifications'].map((name) => [name, `http://${name}.test/graphql`])),
    remembered: { main: rememberedDocuments(), contract: rememberedDocuments() },
};
const load = (sdl, changes = {}) => loadProduct({ sdl, registered: [] }, { ...options, ...changes });
test('the committed supergraph is served with its public part', async () => {
    const { main, contract, addresses } = await load(committed);
    expect(new Set(addresses.keys())).toEqual(new Set(Object.keys(options.subgraphUrls)));
    const publicFields = Object.keys(contract?.operations.supergraph.apiSchema.getQueryType()?.getFields() ?? {});
    const allFields = Object.keys(main.operations.supergraph.apiSchema.getQueryType()?.getFields() ?? {});
    expect(publicFields.length).toBeGreaterThan(0);
    expect(allFields).toEqual(expect.arrayContaining(publicFields));
    expect(allFields.length).toBeGreaterThan(publicFields.length);
});
test('a supergraph that has lost its access directives is not served', async () => {
    const open = committed.replace(/ @(authenticated\b|requiresScopes\(.*?\]\]\)|policy\(.*?\]\]\))(?! on)/g, '');
    expect(open.length).toBeLessThan(committed.length);
    await expect(load(open)).rejects.toThrow("Nobody's access is stated at");
    await expect(load(open, { anyAccess: true })).resolves.toBeDefined();
});
test('a subgraph without an address is named', async () => {
    const { auth, ...subgraphUrls } = options.subgraphUrls;
    expect(auth).toBeDefined();
    await expect(load(committed, { subgraphUrls })).rejects.toThrow('no address for the subgraph "auth"');
});
//# sourceMappingURL=load-product.test.js.map