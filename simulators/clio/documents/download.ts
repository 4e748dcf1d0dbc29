import type { ApiCall } from '../api/call.ts';
import { badArgument, notFound } from '../api/errors.ts';
import { Query } from '../api/query.ts';
import type { DocumentRow } from '../firm/document-rows.ts';
import type { Reply } from '../http/exchange.ts';
import { latestVersion } from '../resources/documents.ts';
import { signedUrl } from '../storage/signed-url.ts';
import { storageAddress } from '../storage/storage-address.ts';

const lifetimeSeconds = 300;

/** `GET /api/v4/documents/{id}/download.json`: 303 to the bytes of the latest version, or of the one that is named. */
export function download(call: ApiCall, document: DocumentRow): Reply {
  const wanted = new Query(call.search).integer('document_version_id', 1, Number.MAX_SAFE_INTEGER);
  const version =
    wanted === undefined ? latestVersion(document) : document.versions.find((candidate) => candidate.id === wanted);
  if (!version) throw notFound();
  if (!version.uploaded) throw badArgument('The document is not fully uploaded');
  const object = `versions/${document.firm.account.id}/${version.id}`;
  const address = storageAddress(call.request.headers.host ?? '', call.region, object);
  const location = signedUrl({ method: 'GET', address, headers: {}, nowMs: call.world.clock.now(), lifetimeSeconds });
  return { status: 303, headers: { Location: location, 'Cache-Control': 'no-store' } };
}
