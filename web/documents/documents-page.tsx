'use client';

import { useQuery } from '@apollo/client/react';
import { useQueryStates } from 'nuqs';
import { CopyList } from '../firm/copy-list.tsx';
import { useFirm } from '../firm/firm-context.tsx';
import { DocumentsDocument } from '../generated/graphql.ts';
import { documentNoun } from './document-noun.ts';
import { DocumentsTable } from './documents-table.tsx';
import { DocumentsToolbar } from './documents-toolbar.tsx';
import { documentsUrl, fileKinds } from './documents-url.ts';

/** All documents of the firm: searched, filtered, sorted, page by page. */
export function DocumentsPage() {
  const { may } = useFirm();
  const [view, setView] = useQueryStates(documentsUrl);
  const { data, previousData, error, refetch } = useQuery(DocumentsDocument, {
    skip: !may('matters:read'),
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
  const stale = !data;
  return (
    <CopyList
      noun={documentNoun}
      hint="another kind of file"
      scope="matters:read"
      firm={firm}
      list={firm?.documents}
      error={error}
      stale={stale}
      filtered={Boolean(view.q || view.kind)}
      view={view}
      onPage={(page) => void setView(page, { history: 'push', scroll: true })}
      onPageSize={(size) => void setView({ size, after: null, page: null }, { history: 'replace' })}
      onClear={() => void setView({ q: null, kind: null, after: null, page: null })}
      onRetry={refetch}
      toolbar={
        <DocumentsToolbar
          query={view.q}
          kind={view.kind}
          onChange={(change) => void setView({ ...change, after: null, page: null }, { history: 'replace' })}
        />
      }
    >
      {(documents) => (
        <DocumentsTable
          documents={documents}
          stale={stale}
          sort={view.sort}
          direction={view.direction}
          onSort={(sort, direction) => void setView({ sort, direction, after: null, page: null }, { history: 'push' })}
        />
      )}
    </CopyList>
  );
}
