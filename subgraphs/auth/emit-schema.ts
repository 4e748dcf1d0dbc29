import { writeFile } from 'node:fs/promises';
import { buildAuthSubgraph } from './schema.ts';

/** Writes schema.graphql beside package.json: run compiled, as `node dist/emit-schema.js`. */
const { sdl } = await buildAuthSubgraph();
await writeFile(new URL('../schema.graphql', import.meta.url), sdl);
