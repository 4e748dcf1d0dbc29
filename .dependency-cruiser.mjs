/**
 * Who may import whom, and no import cycles. The table stands in ARCHITECTURE.md; `npm test` runs this.
 *
 * Packages reach each other by name through `exports`, which leads to dist; so every path below allows for `dist/`.
 */
const subgraph = '^subgraphs/([^/]+)/';
const ours = '^(platform|subgraphs|workers|gateway|web|simulators|local|tests)/';

/** A package may import nothing of ours but itself and what is named. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: ours, pathNot: [from, ...allowed] },
});

export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'An import cycle dies at load or hides a missing file.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    only('platform-is-the-bottom', '^platform/', [], 'The shared kernel knows nobody.'),
    {
      name: 'subgraphs-know-platform-only',
      comment: 'A subgraph never imports another one: it keeps a projection fed by events.',
      severity: 'error',
      from: { path: subgraph },
      to: { path: ours, pathNot: ['^platform/', '^subgraphs/$1/'] },
    },
    only(
      'workers-use-doors',
      '^workers/',
      ['^platform/', '^subgraphs/[^/]+/dist/'],
      'Workers reach subgraphs through the doors in their exports.',
    ),
    only('gateway-uses-the-network', '^gateway/', ['^platform/'], 'The gateway reaches subgraphs over the network.'),
    only('simulators-know-nobody', '^simulators/', [], 'Simulators stand in for the outside world.'),
    only('web-uses-the-network', '^web/', [], 'The web application reaches the graph over the network.'),
    only(
      'local-starts-processes',
      '^local/',
      ['^platform/', '^simulators/', '^subgraphs/clio/dist/'],
      'Services run as child processes.',
    ),
    only(
      'tests-use-public-doors',
      '^tests/',
      ['^platform/', '^local/', '^simulators/', '^subgraphs/[^/]+/dist/'],
      'Tests go through public doors.',
    ),
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: ['node_modules', '/dist/', '/generated/'] },
    exclude: { path: ['/\\.next/', '/generated/'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
