import { expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { unknownRequirements, unstatedFields } from './access-check.js';
import { composeSubgraphs } from './composition.js';
import { link } from './testing/test-subgraph.js';
const unstatedIn = (sdl) => unstatedFields(parse(composeSubgraphs([{ name: 'a', url: 'http://a.test', sdl: link + sdl }]).supergraphSdl));
test('a root field and a field of an entity must state their access, at themselves or at their type', () => {
    expect(unstatedIn(`
      type Query { forgotten: Thing stated: Thing @authenticated me: Person }
      type Mutation { forgotten2: Int }
      type Thing @key(fields: "id") { id: ID! @authenticated name: String }
      type Person @key(fields: "id") @authenticated { id: ID! name: String }
    `).sort()).toEqual(['Mutation.forgotten2', 'Query.forgotten', 'Thing.name']);
});
test('values inside are as protected as the field that leads to them, and hidden fields are nobody’s', () => {
    expect(unstatedIn(`
      type Query { page: Page @authenticated internal: Int @inaccessible }
      type Page { total: Int }
    `)).toEqual([]);
});
test('a policy or a scope that nobody can have is told by its name', () => {
    const { supergraphSdl } = composeSubgraphs([
        {
            name: 'a',
            url: 'http://a.test',
            sdl: `${link}
        type Query { a: Int @policy(policies: [["in_person"], ["in_persona"]]) b: Kind }
        enum Kind @requiresScopes(scopes: [["firm:read", "firm:red"]]) { ONE }`,
        },
    ]);
    expect(unknownRequirements(parse(supergraphSdl)).sort()).toEqual(['policy "in_persona"', 'scope "firm:red"']);
});
//# sourceMappingURL=access-check.test.js.map