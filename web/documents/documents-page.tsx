'use client';

import { useQuery } from '@apollo/client/react';
import { useQueryStates } from 'nuqs';
import { isRunning } from '../clio/sync-words.ts';
import { Button } from '../design/button.tsx';
import { Notice } from '../design/notice.tsx';
import { PageHeader } from '../design/page-header.tsx';
import { RowsPlaceholder } from '../design/rows-placeholder.tsx';
import { CopyEmpty, CopyForbidden } from '../firm/copy-empty.tsx';
import { useFirm } from '../firm/firm-context.tsx';
import { Pager } from '../firm/pager.tsx';
import { DocumentsDocument } from '../generated/graphql.ts';
import { graphFailure } from '../graph/graph-failure.ts';
import { documentNoun } from './document-noun.ts';
import { DocumentsTable } from './documents-table.tsx';
import { DocumentsToolbar } from './documents-toolbar.tsx';
import { documentsUrl, fileKinds, pageSizes } from './documents-url.ts';

/** All documents of the firm: searched, filtered, sorted, page by page. */
export function DocumentsPage() {
  const { formats, may } = useFirm();
  const [view, setView] = useQueryStates(documentsUrl);
  const allowed = may('matters:read');
  const filtered = Boolean(view.q || view.kind);
  const { data, previousData, error, refetch } = useQuery(DocumentsDocument, {
    skip: !allowed,
    variables: {
      first: view.size,
      after: view.after,
      filter: {
        ...(view.q ? { query: view.q } : {}),
        ...(view.kind ? { contentType: [...fileKinds[view.kind].contentTypes] } : {}),
      },
      orderBy: { field: view.sort, direction: view.direction },
    },
  });
  const firm = (data ?? previousData)?.firm;
  const documents = firm?.documents;
  const stale = !data;
  const failure = error && !data ? graphFailure(error) : undefined;
  const syncing = isRunning(firm?.latestSyncJob?.status);

  if (!allowed || failure?.kind === 'forbidden') return <CopyForbidden noun={documentNoun} />;
  return (
    <>
      <PageHeader
        title="Documents"
        lead={
          documents ? (
            <span className="numeric" aria-live="polite">
              {formats.count(documents.totalCount)} {documents.totalCount === 1 ? 'document' : 'documents'}
              {filtered ? ' found' : ''}
              {syncing ? ' so far: Clio is still syncing' : ''}
            </span>
          ) : (
            'From Clio, kept in step'
          )
        }
      />
      <DocumentsToolbar
        query={view.q}
        kind={view.kind}
        onChange={(change) => void setView({ ...change, after: null, page: null }, { history: 'replace' })}
      />
      {failure ? (
        <Notice
          tone="fail"
          action={
            <Button look="secondary" onClick={() => void refetch().catch(() => undefined)}>
              Try again
            </Button>
          }
        >
          {failure.message} {view.after ? 'If the list has changed since, go back to its first page.' : null}
        </Notice>
      ) : documents && firm ? (
        documents.nodes.length > 0 ? (
          <>
            <DocumentsTable
              documents={documents.nodes}
              stale={stale}
              sort={view.sort}
              direction={view.direction}
              onSort={(sort, direction) =>
                void setView({ sort, direction, after: null, page: null }, { history: 'push' })
              }
            />
            <Pager
              page={view.page}
              pageSize={view.size}
              pageSizes={pageSizes}
              shown={documents.nodes.length}
              total={documents.totalCount}
              hasNext={documents.pageInfo.hasNextPage}
              busy={stale}
              onNext={() =>
                void setView(
                  { after: documents.pageInfo.endCursor ?? null, page: view.page + 1 },
                  { history: 'push', scroll: true },
                )
              }
              onFirst={() => void setView({ after: null, page: null }, { history: 'push', scroll: true })}
              onPageSize={(size) => void setView({ size, after: null, page: null }, { history: 'replace' })}
            />
          </>
        ) : (
          <CopyEmpty
            noun={documentNoun}
            hint="another kind of file"
            filtered={filtered}
            connected={Boolean(firm.clioConnection && firm.clioConnection.status !== 'DISCONNECTED')}
            synced={Boolean(firm.clioConnection?.lastSyncedAt)}
            syncing={syncing}
            onClear={() => void setView({ q: null, kind: null, after: null, page: null })}
          />
        )
      ) : (
        <RowsPlaceholder label="Loading documents" />
      )}
    </>
  );
}
