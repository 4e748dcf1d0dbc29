'use client';

import { useQuery } from '@apollo/client/react';
import { type SyncEntityType, WithheldDeletionsDocument } from '../generated/graphql.ts';

/** The kinds of records of which a job found so many missing that a person decides. The panel "Missing in Clio" is about them. */
export function useWithheld(jobId: string): ReadonlySet<SyncEntityType> {
  const { data } = useQuery(WithheldDeletionsDocument);
  const kinds = data?.firm?.withheldDeletions ?? [];
  return new Set(kinds.filter((kind) => kind.jobId === jobId).map(({ entity }) => entity));
}
