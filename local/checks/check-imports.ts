/** Fails on imports that the architecture forbids and on import cycles. Usage: node check-imports.js */
import { findCycles, readImports } from './import-graph.ts';
import { brokenRules } from './import-rules.ts';

const imports = readImports();
const mistakes = [
  ...brokenRules(imports),
  ...findCycles(imports).map((cycle) => `these files import each other: ${cycle.join(' → ')}`),
];
for (const mistake of mistakes) process.stdout.write(`${mistake}\n`);
process.stdout.write(`${imports.length} imports looked at, ${mistakes.length} forbidden\n`);
process.exit(mistakes.length === 0 ? 0 : 1);
