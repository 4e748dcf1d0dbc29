import { eventually } from './eventually.ts';
import { ownFirm, type TestGraph } from './test-graph.ts';

export const progressQuery = 'subscription { progress(jobId: "job_1") { percent } }';

/** Tells all who listen that a job has come so far. */
export function progress({ jobs }: TestGraph, percent: number, firmId: string = ownFirm): void {
  jobs.send({ id: 'job_1', percent, firmId });
}

/** Waits until so many streams are open at the subgraph. */
export function listening({ jobs }: TestGraph, count: number): Promise<number> {
  return eventually(
    () => jobs.listeners,
    (listeners) => listeners === count,
  );
}
