/** Writes schema.graphql: what composition, codegen and reviewers read. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildClioSubgraph } from './schema.ts';

const { sdl } = await buildClioSubgraph();
writeFileSync(fileURLToPath(new URL('../schema.graphql', import.meta.url)), sdl);
