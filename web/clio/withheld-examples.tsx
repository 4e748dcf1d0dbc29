'use client';

import { useQuery } from '@apollo/client/react';
import { Skeleton } from '../design/skeleton.tsx';
import { useFirm } from '../firm/firm-context.tsx';
import { WithheldExamplesDocument, type WithheldFactsFragment } from '../generated/graphql.ts';

/** The graph names so many at most (`withheldExamples`). */
const examplesMax = 5;

/** A few of the missing records by name, so that a person recognises what is meant. Their place is held while they load. */
export function WithheldExamples({ entity, records }: Pick<WithheldFactsFragment, 'entity' | 'records'>) {
  const { formats } = useFirm();
  const { data, error, loading } = useQuery(WithheldExamplesDocument, {
    variables: { entity },
    fetchPolicy: 'network-only',
  });
  const examples = data?.firm?.freshness[0]?.withheldExamples ?? [];
  const more = records - examples.length;
  if (loading) {
    return (
      <div role="status" aria-label="Loading which records" className="grid gap-1 rounded-xl border border-line p-3.5">
        {Array.from({ length: Math.min(records, examplesMax) + (records > examplesMax ? 1 : 0) }, (_, line) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never change places.
          <Skeleton key={line} className="h-5 w-52 max-w-full" />
        ))}
      </div>
    );
  }
  if (error) return <p className="text-soft">Which records they are could not be loaded.</p>;
  if (examples.length === 0) return null;
  return (
    <ul className="grid gap-1 rounded-xl border border-line p-3.5">
      {examples.map(({ clioId, name }) => (
        <li key={clioId} className="wrap-anywhere">
          {name ?? 'Without a name'}
          <span className="numeric text-soft"> · Clio id {clioId}</span>
        </li>
      ))}
      {more > 0 ? <li className="numeric text-soft">and {formats.count(more)} more</li> : null}
    </ul>
  );
}
