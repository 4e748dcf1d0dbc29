'use client';

import { useMutation } from '@apollo/client/react';
import { tell, tellFailure } from '../design/toast.ts';
import {
  ClioStateDocument,
  RedriveDeadLettersDocument,
  RetrySyncEntityDocument,
  RetrySyncErrorDocument,
  StartSyncDocument,
  type SyncEntityType,
  SyncErrorsDocument,
  SyncHistoryDocument,
} from '../generated/graphql.ts';
import { graphFailure } from '../graph/graph-failure.ts';
import { entityNames } from './sync-words.ts';

type Outcome = { error?: { message: string } | null } | undefined;

const afterwards = { refetchQueries: [ClioStateDocument, SyncHistoryDocument], awaitRefetchQueries: true };

/** Goes on with one kind of records of a job. What came of it is said in a toast; the page then shows the new job. */
export function useRetryEntity(jobId: string) {
  const [retrySyncEntity, { loading }] = useMutation(RetrySyncEntityDocument, afterwards);
  return {
    busy: loading,
    retry: (entity: SyncEntityType) =>
      said(`${entityNames[entity]}: going on where it stopped`, async () => {
        const { data } = await retrySyncEntity({ variables: { input: { jobId, entity } } });
        return data?.retrySyncEntity;
      }),
  };
}

/** Reads one kind of records from its beginning. */
export function useResyncEntity() {
  const [startSync, { loading }] = useMutation(StartSyncDocument, afterwards);
  return {
    busy: loading,
    resync: (entity: SyncEntityType) =>
      said(`${entityNames[entity]}: reading everything anew`, async () => {
        const input = { kind: 'FULL' as const, entities: [entity], idempotencyKey: crypto.randomUUID() };
        const { data } = await startSync({ variables: { input } });
        return data?.startSync;
      }),
  };
}

/** Lets the work of the firm go on that was put aside. */
export function useRedrive() {
  const [redriveDeadLetters, { loading }] = useMutation(RedriveDeadLettersDocument, {
    refetchQueries: [ClioStateDocument],
    awaitRefetchQueries: true,
  });
  return {
    busy: loading,
    redrive: () => said('The work goes on', async () => (await redriveDeadLetters()).data?.redriveDeadLetters),
  };
}

/** Has one record fetched from Clio once more. */
export function useRetryError() {
  const [retrySyncError, { loading }] = useMutation(RetrySyncErrorDocument, { refetchQueries: [SyncErrorsDocument] });
  return {
    busy: loading,
    retry: (jobId: string, errorId: string) =>
      said('Asking Clio for the record once more', async () => {
        const { data } = await retrySyncError({ variables: { input: { jobId, errorId } } });
        return data?.retrySyncError;
      }),
  };
}

async function said(done: string, act: () => Promise<Outcome>): Promise<void> {
  try {
    const outcome = await act();
    if (outcome?.error) tellFailure(outcome.error.message);
    else tell(done);
  } catch (error) {
    tellFailure(graphFailure(error).message);
  }
}
