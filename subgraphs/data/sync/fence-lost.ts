/** Somebody newer continues this entity, or the job was cancelled or erased: stop without a word and without a retry. */
export class FenceLost extends Error {
  override readonly name = 'FenceLost';
  readonly retry = false;

  constructor(jobId: string, entity: string, fence: number) {
    super(`fence ${fence} of ${entity} in ${jobId} is no longer the current one`);
  }
}
