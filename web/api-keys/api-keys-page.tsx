'use client';

import { NetworkStatus } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { KeyRound, Lock, Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../design/button.tsx';
import { EmptyState } from '../design/empty-state.tsx';
import { PageHeader } from '../design/page-header.tsx';
import { Panel } from '../design/panel.tsx';
import { ShowMore } from '../design/show-more.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { tellFailure } from '../design/toast.ts';
import { useFirm } from '../firm/firm-context.tsx';
import { ApiKeysDocument } from '../generated/graphql.ts';
import { graphFailure } from '../graph/graph-failure.ts';
import { NotLoaded } from '../graph/not-loaded.tsx';
import { ApiKeyList } from './api-key-list.tsx';
import { CreateKeyDialog } from './create-key-dialog.tsx';

const pageSize = 25;

/** The keys by which other programs read this firm's data. */
export function ApiKeysPage() {
  const { may } = useFirm();
  const [creating, setCreating] = useState(false);
  const allowed = may('api-keys:read');
  const { data, error, refetch, fetchMore, networkStatus } = useQuery(ApiKeysDocument, {
    variables: { first: pageSize },
    notifyOnNetworkStatusChange: true,
    skip: !allowed,
  });
  const keys = data?.firm?.apiKeys;

  async function loadMore() {
    await fetchMore({
      variables: { first: pageSize, after: keys?.pageInfo.endCursor ?? null },
      updateQuery: (before, { fetchMoreResult: more }) => {
        if (!before.firm || !more.firm) return before;
        const nodes = [...before.firm.apiKeys.nodes, ...more.firm.apiKeys.nodes];
        return { ...more, firm: { ...more.firm, apiKeys: { ...more.firm.apiKeys, nodes } } };
      },
    }).catch((failed: unknown) => tellFailure(graphFailure(failed).message));
  }

  const create = may('api-keys:write') ? (
    <Button onClick={() => setCreating(true)}>
      <Plus aria-hidden className="size-4" /> Create a key
    </Button>
  ) : undefined;

  return (
    <>
      <PageHeader
        title="API keys"
        lead="Let another program use the data of this firm through the public GraphQL API."
        action={keys && keys.nodes.length > 0 ? create : undefined}
      />
      {!allowed ? (
        <Panel>
          <EmptyState Icon={Lock} title="Not part of your role">
            Ask an owner or administrator of your firm for a key.
          </EmptyState>
        </Panel>
      ) : error && !keys ? (
        <NotLoaded error={error} onRetry={refetch} />
      ) : !keys ? (
        <Panel>
          <div role="status" aria-label="Loading the keys" className="grid gap-4">
            <Skeleton className="h-10 w-full" />
            <Skeleton className="h-10 w-full" />
          </div>
        </Panel>
      ) : keys.nodes.length === 0 ? (
        <Panel>
          <EmptyState Icon={KeyRound} title="No keys yet" action={create}>
            A key acts for you, in this firm, with the permissions that you choose.
          </EmptyState>
        </Panel>
      ) : (
        <Panel flush>
          <ApiKeyList keys={keys.nodes} />
          {keys.pageInfo.hasNextPage ? (
            <ShowMore busy={networkStatus === NetworkStatus.fetchMore} onPress={() => void loadMore()}>
              Show older ones
            </ShowMore>
          ) : null}
        </Panel>
      )}
      {creating ? <CreateKeyDialog onClose={() => setCreating(false)} /> : null}
    </>
  );
}
