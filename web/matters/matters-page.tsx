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
import { MattersDocument } from '../generated/graphql.ts';
import { graphFailure } from '../graph/graph-failure.ts';
import { matterNoun } from './matter-noun.ts';
import { MattersTable } from './matters-table.tsx';
import { MattersToolbar } from './matters-toolbar.tsx';
import { mattersUrl, pageSizes } from './matters-url.ts';

/** All matters of the firm: searched, filtered, sorted, page by page. */
export function MattersPage() {
  const { formats, may } = useFirm();
  const [view, setView] = useQueryStates(mattersUrl);
  const allowed = may('matters:read');
  const filtered = Boolean(view.q || view.status);
  const { data, previousData, error, refetch } = useQuery(MattersDocument, {
    skip: !allowed,
    variables: {
      first: view.size,
      after: view.after,
      filter: { ...(view.q ? { query: view.q } : {}), ...(view.status ? { status: [view.status] } : {}) },
      orderBy: { field: view.sort, direction: view.direction },
    },
  });
  const firm = (data ?? previousData)?.firm;
  const matters = firm?.matters;
  const stale = !data;
  const failure = error && !data ? graphFailure(error) : undefined;
  const syncing = isRunning(firm?.latestSyncJob?.status);

  if (!allowed || failure?.kind === 'forbidden') return <CopyForbidden noun={matterNoun} />;
  return (
    <>
      <PageHeader
        title="Matters"
        lead={
          matters ? (
            <span className="numeric" aria-live="polite">
              {formats.count(matters.totalCount)} {matters.totalCount === 1 ? 'matter' : 'matters'}
              {filtered ? ' found' : ''}
              {syncing ? ' so far: Clio is still syncing' : ''}
            </span>
          ) : (
            'From Clio, kept in step'
          )
        }
      />
      <MattersToolbar
        query={view.q}
        status={view.status}
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
      ) : matters && firm ? (
        matters.nodes.length > 0 ? (
          <>
            <MattersTable
              matters={matters.nodes}
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
              shown={matters.nodes.length}
              total={matters.totalCount}
              hasNext={matters.pageInfo.hasNextPage}
              busy={stale}
              onNext={() =>
                void setView(
                  { after: matters.pageInfo.endCursor ?? null, page: view.page + 1 },
                  { history: 'push', scroll: true },
                )
              }
              onFirst={() => void setView({ after: null, page: null }, { history: 'push', scroll: true })}
              onPageSize={(size) => void setView({ size, after: null, page: null }, { history: 'replace' })}
            />
          </>
        ) : (
          <CopyEmpty
            noun={matterNoun}
            hint="another status"
            filtered={filtered}
            connected={Boolean(firm.clioConnection && firm.clioConnection.status !== 'DISCONNECTED')}
            synced={Boolean(firm.clioConnection?.lastSyncedAt)}
            syncing={syncing}
            onClear={() => void setView({ q: null, status: null, after: null, page: null })}
          />
        )
      ) : (
        <RowsPlaceholder label="Loading matters" />
      )}
    </>
  );
}
