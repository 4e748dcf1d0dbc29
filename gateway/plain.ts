/**
 * Serves any composed supergraph, without our authentication and limits: for trying a graph, and for suites that test
 * federation behaviour.
 *
 *   SUPERGRAPH=<file or URL> PORT=4000 node gateway/dist/plain.js
 *
 * Whoever runs this may have an older Node than the gateway needs, so nothing is imported before that is known.
 */
import { isNewEnough, runUnderNewerNode } from './plain/newer-node.ts';

if (isNewEnough) {
  // Where an older Node has started this one: it was killed, and cannot pass the signal on.
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  await import('./plain/server.ts');
} else process.exitCode = await runUnderNewerNode();
