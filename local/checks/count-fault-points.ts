/**
 * Prints what the fault suite has tried, kind by kind, and the sum.
 * Usage: node count-fault-points.js <file that the tests noted it in>
 */
import { readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';

const noted = z.object({ what: z.string(), points: z.number(), seed: z.string() });

const [file = ''] = process.argv.slice(2);
const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
rmSync(file);
const rows = lines.map((line) => noted.parse(JSON.parse(line)));
const sums = new Map<string, number>();
for (const { what, points } of rows) sums.set(what, (sums.get(what) ?? 0) + points);
for (const [what, points] of [...sums].sort()) process.stdout.write(`${String(points).padStart(6)}  ${what}\n`);
const sum = [...sums.values()].reduce((total, points) => total + points, 0);
process.stdout.write(`${String(sum).padStart(6)}  fault points in ${sums.size} kinds\n`);
