import { isOver, type SyncJobRecord } from '@smarterfirms/clio/sync-job-record';
import { readCheckpoints } from '@smarterfirms/data/checkpoint';
import { differences } from '../sync/test-differences.ts';
import type { TestFirm } from '../sync/test-firm.ts';

/** Requests that a job made to Clio's lists, beside those whose pages were stored: failed tries, and repeated pages. */
export async function requestsBesidePages(firm: TestFirm, { jobId }: SyncJobRecord): Promise<number> {
  const checkpoints = await readCheckpoints(firm.parts.data, firm.firmId, jobId);
  return (await apiRequests(firm)) - checkpoints.reduce((sum, { pages }) => sum + pages, 0);
}

/** How often Clio was asked for records since the simulator started. */
export async function apiRequests({ clio }: TestFirm): Promise<number> {
  return (await clio.requests()).filter(({ path }) => path.includes('/api/v4/')).length;
}

/**
 * What a job that has ended says and is not so. COMPLETED is true only where every entity is, every record was read and the
 * copy equals Clio, id by id and field by field; anything less must not read COMPLETED.
 */
export async function untruths(firm: TestFirm, job: SyncJobRecord): Promise<string[]> {
  const found: string[] = [];
  const say = (isWrong: boolean, what: string) => {
    if (isWrong) found.push(what);
  };
  say(!isOver(job), `the job is ${job.status}`);
  const open = job.entities.filter(({ status }) => status === 'QUEUED' || status === 'RUNNING');
  for (const { type, status } of open) found.push(`${type} is ${status} in a job that is ${job.status}`);
  const whole = job.entities.every(({ status }) => status === 'COMPLETED' || status === 'UNAVAILABLE');
  say(whole !== (job.status === 'COMPLETED'), `the job is ${job.status}, its entities are ${whole ? '' : 'not '}whole`);
  say(job.status === 'COMPLETED' && job.failure !== undefined, 'a completed job names a failure');
  say(job.status !== 'COMPLETED' && job.failure === undefined, 'a job that is not complete does not say why');
  for (const { type, status, fetched, total, inserted, changed, unchanged } of job.entities) {
    if (status !== 'COMPLETED') continue;
    say(fetched !== total, `${type}: ${fetched} of ${total} were fetched`);
    say(
      inserted + changed + unchanged !== fetched,
      `${type}: ${inserted} + ${changed} + ${unchanged} are not ${fetched}`,
    );
  }
  const complete = job.entities.filter(({ status }) => status === 'COMPLETED').map(({ type }) => type);
  found.push(...(await differences(firm, complete)));
  const connection = await firm.parts.connections.find(firm.firmId);
  say(connection?.activeJobId === job.jobId, 'the firm is still held by the job');
  const said = firm.aws.events().filter(({ type, payload }) => type.startsWith('sync.') && names(payload, job.jobId));
  const expected = job.status === 'COMPLETED' ? 'sync.completed' : 'sync.failed';
  say(said.length === 0, 'nobody was told that the job has ended');
  say(new Set(said.map(({ id }) => id)).size > 1, 'the end of the job was told as two different events');
  for (const { type } of said) say(type !== expected, `${type} was told of a job that is ${job.status}`);
  return found;
}

const names = (payload: object, jobId: string) => 'jobId' in payload && payload.jobId === jobId;
