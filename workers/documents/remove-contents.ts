import { DeleteObjectsCommand } from '@aws-sdk/client-s3';
import { type ContentRef, forgetContents } from '@smarterfirms/data/document-content';
import { contentKey } from '@smarterfirms/data/object-store';
import type { FirmId } from '@smarterfirms/platform/ids';
import type { DocumentParts } from './parts.ts';

/** What one call to the bucket removes at most. */
export const contentsPerRemoval = 1_000;

/**
 * Removes contents that nobody is led to any more, first from the bucket, then their rows: dying in between repeats it.
 *
 * @param contents up to a thousand.
 */
export async function removeContents(
  contents: readonly ContentRef[],
  { data, s3, bucket }: Pick<DocumentParts, 'data' | 's3' | 'bucket'>,
): Promise<void> {
  if (contents.length === 0) return;
  const Objects = contents.map(({ firmId, contentId }) => ({ Key: contentKey({ firmId, id: contentId }) }));
  const { Errors: errors = [] } = await s3.send(
    new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }),
    { abortSignal: AbortSignal.timeout(20_000) },
  );
  const kept = new Set(errors.map(({ Key: key }) => key));
  const byFirm = new Map<FirmId, string[]>();
  for (const { firmId, contentId } of contents) {
    if (kept.has(contentKey({ firmId, id: contentId }))) continue;
    byFirm.set(firmId, [...(byFirm.get(firmId) ?? []), contentId]);
  }
  for (const [firmId, contentIds] of byFirm) await forgetContents(data, firmId, contentIds);
  const [error] = errors;
  if (error) throw new Error(`the bucket kept ${errors.length} contents: ${error.Code} ${error.Message}`);
}
