import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { downloadHeaders } from './download-headers.ts';
import { contentKey } from './object-store.ts';

const lifeSeconds = 120;

/** An address that opens one content for two minutes. Made without asking anybody. */
export async function contentLink(
  { s3, bucket }: { s3: S3Client; bucket: string },
  content: { firmId: string; id: string },
  file: Parameters<typeof downloadHeaders>[0],
): Promise<{ url: string; expiresAt: Date }> {
  const { contentDisposition, contentType } = downloadHeaders(file);
  const signingDate = new Date();
  const command = new GetObjectCommand({
    Bucket: bucket,
    Key: contentKey(content),
    ResponseContentDisposition: contentDisposition,
    ResponseContentType: contentType,
    ResponseCacheControl: 'private, no-store',
  });
  const url = await getSignedUrl(s3, command, { expiresIn: lifeSeconds, signingDate });
  return { url, expiresAt: new Date(signingDate.getTime() + lifeSeconds * 1000) };
}
