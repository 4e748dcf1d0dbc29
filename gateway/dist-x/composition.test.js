import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { CompositionFailed, composeSubgraphs, readSubgraphs } from './composition.js';
import { link } from './testing/test-subgraph.js';
const subgraph = (name, sdl) => ({ name, url: `http://${name}.test/graphql`, sdl });
test('subgraphs are read from the file that Rover reads', () => {
    const folder = mkdtempSync(join(tmpdir(), 'composition-'));
    writeFileSync(join(folder, 'a.graphql'), 'type Query { a: Int }');
    writeFileSync(join(folder, 'supergraph.yaml'), 'federation_version: =2.14.4\nsubgraphs:\n  a:\n    routing_url: http://a.test\n    schema:\n      file: ./a.graphql\n');
    expect(readSubgraphs(join(folder, 'supergraph.yaml'))).toEqual([
        { name: 'a', url: 'http://a.test', sdl: 'type Query { a: Int }' },
    ]);
});
test('what clients see has neither hidden fields nor federation in it', () => {
    const { apiSdl, supergraphSdl } = composeSubgraphs([
        subgraph('a', `${link} type Query { a: Int @authenticated } type T @key(fields: "id") { id: ID! hidden: Int @inaccessible }`),
        subgraph('b', `${link} type T @key(fields: "id") { id: ID! b: Int }`),
    ]);
    expect(apiSdl).toContain('b: Int');
    expect(apiSdl).not.toMatch(/hidden|join__|@authenticated|_entities/);
    expect(supergraphSdl).toMatch(/hidden: Int .*@inaccessible/);
});
test('mistakes are told by code and subgraph, a syntax error by its line', () => {
    const mistakesOf = (...subgraphs) => {
        try {
            composeSubgraphs(subgraphs);
        }
        catch (error) {
            if (error instanceof CompositionFailed)
                return error.mistakes;
            throw error;
        }
        return [];
    };
    expect(mistakesOf(subgraph('a', `${link} type Query { x: Int }`), subgraph('b', `${link} type Query { x: Int }`))).toEqual([expect.stringMatching(/^INVALID_FIELD_SHARING: Non-shareable field "Query\.x"/)]);
    expect(mistakesOf(subgraph('a', 'type Query {\n x Int }'))).toEqual([
        expect.stringMatching(/^a: Syntax Error: .*\(line 2\)$/),
    ]);
});
//# sourceMappingURL=composition.test.js.map