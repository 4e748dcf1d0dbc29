import type { S3Client } from '@aws-sdk/client-s3';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { asOwner } from '@smarterfirms/platform/firm-transaction';
import { graphError } from '@smarterfirms/platform/graph-error';
import { type RequestContext, requireUser } from '@smarterfirms/platform/request-context';
import { customFieldLoaders } from './custom-field/custom-field-value-records.ts';
import type { Database } from './database.ts';
import { freshnessLoaders } from './freshness/freshness-records.ts';
import { listPages } from './listing/list-pages.ts';
import { nodeLoaders } from './listing/node-loaders.ts';
import { firmCurrency } from './matter/firm-currency.ts';
import type { ReadFirm } from './read-firm.ts';

/** What bringing over the content of documents needs; built once, in server.ts. */
export interface DocumentParts {
  sqs: SQSClient;
  queueUrl: string;
  s3: S3Client;
  bucket: string;
}

export interface DataContext extends RequestContext {
  /** Reads the principal's firm. Throws FORBIDDEN for a principal without one. */
  read: ReadFirm;
  /** The same for the few rows that this service writes: what people asked for. */
  write: ReadFirm;
  documents: DocumentParts;
  /** What two fields of a request ask for is read once: one set of loaders per request. */
  nodes: ReturnType<typeof nodeLoaders>;
  pages: ReturnType<typeof listPages>;
  loaders: ReturnType<typeof freshnessLoaders> & ReturnType<typeof customFieldLoaders>;
  firmCurrency: () => Promise<string | null>;
}

export function dataContext(request: RequestContext, database: Database, documents: DocumentParts): DataContext {
  const read: ReadFirm = (work) => {
    const { firmId } = requireUser(request);
    if (!firmId) throw graphError('FORBIDDEN', 'Choose a firm first: this access token is for no firm.');
    return asOwner(database, { firmId }, (rows) => work(rows, firmId));
  };
  return {
    ...request,
    read,
    write: read,
    documents,
    nodes: nodeLoaders(read),
    pages: listPages(read),
    loaders: { ...freshnessLoaders(read), ...customFieldLoaders(read) },
    firmCurrency: firmCurrency(read),
  };
}
