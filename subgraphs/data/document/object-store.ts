import { S3Client } from '@aws-sdk/client-s3';

/** Of one call; a part of a large object is one. */
const requestHandler = { connectionTimeout: 5_000, requestTimeout: 60_000, throwOnRequestTimeout: true };

/** @param endpoint one of one's own, which has no name server that knows a host for every bucket; by default AWS's. */
export function createObjectClient(endpoint: string | undefined): S3Client {
  return new S3Client({ requestHandler, ...(endpoint ? { endpoint, forcePathStyle: true } : {}) });
}

/** Where the content lies in the bucket: below its firm, so that a firm's can be told from all others'. */
export function contentKey({ firmId, id }: { firmId: string; id: string }): string {
  return `firms/${firmId}/contents/${id}`;
}
