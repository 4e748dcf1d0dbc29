/**
 * Serves any composed supergraph, without our authentication and limits: for trying a graph, and for suites that test
 * federation behaviour.
 *
 *   SUPERGRAPH=<file or URL> PORT=4000 node gateway/dist/plain.js
 */
import { listenEnv, readEnv } from '@smarterfirms/platform/environment';
import { createLog } from '@smarterfirms/platform/log';
import { stopOnSignal } from '@smarterfirms/platform/run';
import { z } from 'zod';
import { servePlain } from './plain/serve-plain.js';
import { pollSeconds, supergraphSource } from './supergraph/source/supergraph-source.js';
const env = readEnv(z.object({
    ...listenEnv,
    PORT: listenEnv.PORT.default(4000),
    LOG_LEVEL: listenEnv.LOG_LEVEL.default('warn'),
    /** A file, which is watched, or a URL. */
    SUPERGRAPH: z.string().min(1),
    SUPERGRAPH_POLL_SECONDS: pollSeconds,
}));
const log = createLog('gateway', env.LOG_LEVEL);
const gateway = await servePlain({
    host: env.HOST,
    port: env.PORT,
    log,
    supergraph: supergraphSource(env.SUPERGRAPH, env.SUPERGRAPH_POLL_SECONDS * 1_000),
});
process.on('SIGHUP', () => void gateway.reload());
stopOnSignal(log, [() => gateway.stop()]);
//# sourceMappingURL=plain.js.map