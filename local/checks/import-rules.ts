import type { Import } from './import-graph.ts';

export interface ImportRule {
  /** Packages it speaks of, by the start of their path. */
  from: RegExp;
  /** What else of ours they may import. Their own files are always allowed. */
  to: readonly RegExp[];
  reason: string;
}

const platform = /^platform$/;
const doorsOfSubgraphs = /^subgraphs\/[^/]+$/;

/** Who may import whom; the table in ARCHITECTURE.md. A package of ours is imported by name, so only its doors are reached. */
export const importRules: readonly ImportRule[] = [
  { from: /^platform\//, to: [], reason: 'the shared kernel knows nobody' },
  { from: /^subgraphs\//, to: [platform], reason: 'a subgraph keeps projections of others, fed by events' },
  { from: /^workers\//, to: [platform, doorsOfSubgraphs], reason: 'workers use the doors that subgraphs export' },
  { from: /^gateway\//, to: [platform], reason: 'the gateway reaches subgraphs over the network' },
  { from: /^simulators\//, to: [], reason: 'simulators stand for the outside world' },
  { from: /^web\//, to: [], reason: 'the web application reaches the graph over the network' },
  { from: /^local\//, to: [platform, /^subgraphs\/clio$/], reason: 'services run as child processes' },
  {
    from: /^tests\//,
    to: [platform, /^local$/, /^simulators/, /^jest\.config\.js$/],
    reason: 'tests use the public doors',
  },
];

/** The package that a path lies in: `platform`, `subgraphs/clio`, … */
function packageOf(path: string): string {
  const [first = '', second = ''] = path.split('/');
  return first === 'subgraphs' ? `${first}/${second}` : first;
}

/** A line for every import that the rules forbid. */
export function brokenRules(imports: readonly Import[], rules = importRules): string[] {
  return imports.flatMap(({ from, to }) => {
    const own = packageOf(from);
    if (packageOf(to) === own) return [];
    const rule = rules.find((candidate) => candidate.from.test(from));
    if (!rule) return [`${from} is in no package that the rules know`];
    if (rule.to.some((allowed) => allowed.test(to))) return [];
    return [`${from} must not import ${to}: ${rule.reason}`];
  });
}
