import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildDataSubgraph } from './schema.ts';

/** Writes schema.graphql beside package.json: `node dist/emit-schema.js` after a change of the graph. */
const { sdl } = await buildDataSubgraph();
writeFileSync(join(import.meta.dirname, '..', 'schema.graphql'), sdl);
