import { type Registry } from 'prom-client';
import type { ReloadOutcome } from '../supergraph/reload.ts';
import type { Observed } from './gateway-metrics.ts';
/** Which supergraph is served, what became of new ones, and whether old ones go away. */
export declare function supergraphMetrics({ supergraph, snapshots, connections }: Pick<Observed, 'supergraph' | 'snapshots' | 'connections'>, registers: Registry[]): {
    reload(outcome: ReloadOutcome): void;
};
