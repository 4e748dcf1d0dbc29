import { expect, test } from '@jest/globals';
import { findCycles, type Import, readImports } from './import-graph.ts';
import { brokenRules } from './import-rules.ts';

const of = (from: string, to: string, typeOnly = false): Import => ({ from, to, typeOnly });

test('imports are read from real files: relative ones, packages by name, and types', () => {
  const imports = readImports();
  expect(imports).toContainEqual(of('local/checks/check-imports.ts', 'local/checks/import-graph.ts'));
  expect(imports).toContainEqual(of('local/checks/import-rules.ts', 'local/checks/import-graph.ts', true));
  expect(imports).toContainEqual(of('local/postgres/migrations.ts', 'platform'));
});

test.each([
  ['a subgraph that imports another', of('subgraphs/clio/a.ts', 'subgraphs/data')],
  ['a subgraph that reaches into another by path', of('subgraphs/clio/a.ts', 'subgraphs/data/sync/page.ts')],
  ['a type from another subgraph', of('subgraphs/clio/a.ts', 'subgraphs/data', true)],
  ['workers that pass by the doors', of('workers/sync/a.ts', 'subgraphs/data/sync/page.ts')],
  ['the kernel that imports a service', of('platform/a.ts', 'subgraphs/auth')],
  ['a simulator that imports ours', of('simulators/clio/a.ts', 'platform')],
  ['the web that imports the kernel', of('web/app/a.ts', 'platform')],
  ['a folder nobody knows', of('helpers/a.ts', 'platform')],
])('%s is refused', (_what, mistake) => {
  expect(brokenRules([mistake])).toHaveLength(1);
});

test('what the architecture allows passes', () => {
  const allowed = [
    of('subgraphs/clio/a.ts', 'platform'),
    of('workers/sync/a.ts', 'subgraphs/data'),
    of('gateway/a.ts', 'gateway/b.ts'),
    of('tests/a.test.ts', 'local'),
  ];
  expect(brokenRules(allowed)).toEqual([]);
});

test('a circle of imports is found, one that only types close is none', () => {
  const chain = [of('a', 'b'), of('b', 'c')];
  expect(findCycles([...chain, of('c', 'a')])).toEqual([['a', 'b', 'c', 'a']]);
  expect(findCycles([...chain, of('c', 'a', true)])).toEqual([]);
});
