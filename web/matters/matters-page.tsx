'use client';

import { useQuery } from '@apollo/client/react';
import { useQueryStates } from 'nuqs';
import { CopyList } from '../firm/copy-list.tsx';
import { useFirm } from '../firm/firm-context.tsx';
import { MattersDocument } from '../generated/graphql.ts';
import { matterNoun } from './matter-noun.ts';
import { MattersTable } from './matters-table.tsx';
import { MattersToolbar } from './matters-toolbar.tsx';
import { mattersUrl } from './matters-url.ts';

/** All matters of the firm: searched, filtered, sorted, page by page. */
export function MattersPage() {
  const { may } = useFirm();
  const [view, setView] = useQueryStates(mattersUrl);
  const { data, previousData, error, refetch } = useQuery(MattersDocument, {
    skip: !may('matters:read'),
    variables: {
      first: view.size,
      after: view.after,
      filter: { ...(view.q ? { query: view.q } : {}), ...(view.status ? { status: [view.status] } : {}) },
      orderBy: { field: view.sort, direction: view.direction },
    },
  });
  const firm = (data ?? previousData)?.firm;
  const stale = !data;
  return (
    <CopyList
      noun={matterNoun}
      hint="another status"
      scope="matters:read"
      firm={firm}
      list={firm?.matters}
      error={error}
      stale={stale}
      filtered={Boolean(view.q || view.status)}
      view={view}
      onPage={(page) => void setView(page, { history: 'push', scroll: true })}
      onPageSize={(size) => void setView({ size, after: null, page: null }, { history: 'replace' })}
      onClear={() => void setView({ q: null, status: null, after: null, page: null })}
      onRetry={refetch}
      toolbar={
        <MattersToolbar
          query={view.q}
          status={view.status}
          onChange={(change) => void setView({ ...change, after: null, page: null }, { history: 'replace' })}
        />
      }
    >
      {(matters) => (
        <MattersTable
          matters={matters}
          stale={stale}
          sort={view.sort}
          direction={view.direction}
          onSort={(sort, direction) => void setView({ sort, direction, after: null, page: null }, { history: 'push' })}
        />
      )}
    </CopyList>
  );
}
