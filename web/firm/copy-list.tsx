'use client';

import type { ReactNode } from 'react';
import { isRunning } from '../clio/sync-words.ts';
import { PageHeader } from '../design/page-header.tsx';
import { RowsPlaceholder } from '../design/rows-placeholder.tsx';
import type { MattersQuery } from '../generated/graphql.ts';
import { graphFailure } from '../graph/graph-failure.ts';
import { NotLoaded } from '../graph/not-loaded.tsx';
import { CopyEmpty, CopyForbidden, type CopyNoun, capital } from './copy-empty.tsx';
import { useFirm } from './firm-context.tsx';
import { Pager } from './pager.tsx';
import { pageSizes } from './paging-url.ts';

type Firm = NonNullable<MattersQuery['firm']>;

export interface CopyListProps<Node> {
  noun: CopyNoun;
  /** What else than fewer words may help a search that found nothing. */
  hint: string;
  /** The permission without which there is nothing to see. */
  scope: string;
  /** How connecting and syncing stand; undefined until the first answer. */
  firm: Pick<Firm, 'clioConnection' | 'latestSyncJob'> | null | undefined;
  list: (Pick<Firm['matters'], 'totalCount' | 'pageInfo'> & { nodes: readonly Node[] }) | undefined;
  /** Why there is no newest answer. */
  error: unknown;
  /** What is shown is that of the question before. */
  stale: boolean;
  /** Whether a search or a filter leaves some out. */
  filtered: boolean;
  view: { size: (typeof pageSizes)[number]; after: string | null; page: number };
  onPage: (page: { after: string | null; page: number | null }) => void;
  onPageSize: (size: (typeof pageSizes)[number]) => void;
  onClear: () => void;
  onRetry: () => Promise<unknown>;
  toolbar: ReactNode;
  children: (nodes: readonly Node[]) => ReactNode;
}

/** A page that lists records of the copy: how many, what narrows them, the rows, the pages, and what to do where there is none. */
export function CopyList<Node>(props: CopyListProps<Node>) {
  const { noun, hint, firm, list, error, stale, filtered, view, onPage, onPageSize, onClear, onRetry } = props;
  const { formats, may } = useFirm();
  const failure = error && stale ? graphFailure(error) : undefined;
  const syncing = isRunning(firm?.latestSyncJob?.status);
  if (!may(props.scope) || failure?.kind === 'forbidden') return <CopyForbidden noun={noun} />;
  return (
    <>
      <PageHeader
        title={capital(noun.many)}
        lead={
          list ? (
            <span className="numeric" aria-live="polite">
              {formats.count(list.totalCount)} {list.totalCount === 1 ? noun.one : noun.many}
              {filtered ? ' found' : ''}
              {syncing ? ' so far: Clio is still syncing' : ''}
            </span>
          ) : (
            'From Clio, kept in step'
          )
        }
      />
      {props.toolbar}
      {failure ? (
        <NotLoaded error={error} onRetry={onRetry}>
          {view.after ? (
            <>
              If the list has changed since, go back to{' '}
              <button
                type="button"
                className="font-medium underline underline-offset-3"
                onClick={() => onPage({ after: null, page: null })}
              >
                its first page
              </button>
              .
            </>
          ) : null}
        </NotLoaded>
      ) : list && firm ? (
        list.nodes.length > 0 ? (
          <>
            {props.children(list.nodes)}
            <Pager
              page={view.page}
              pageSize={view.size}
              pageSizes={pageSizes}
              shown={list.nodes.length}
              total={list.totalCount}
              hasNext={list.pageInfo.hasNextPage}
              busy={stale}
              onNext={() => onPage({ after: list.pageInfo.endCursor ?? null, page: view.page + 1 })}
              onFirst={() => onPage({ after: null, page: null })}
              onPageSize={onPageSize}
            />
          </>
        ) : (
          <CopyEmpty
            noun={noun}
            hint={hint}
            filtered={filtered}
            connected={Boolean(firm.clioConnection && firm.clioConnection.status !== 'DISCONNECTED')}
            synced={Boolean(firm.clioConnection?.lastSyncedAt)}
            syncing={syncing}
            onClear={onClear}
          />
        )
      ) : (
        <RowsPlaceholder label={`Loading ${noun.many}`} />
      )}
    </>
  );
}
