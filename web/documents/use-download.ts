'use client';

import { useApolloClient } from '@apollo/client/react';
import { useEffect, useRef, useState } from 'react';
import { DocumentContentDocument, RequestDocumentContentDocument } from '../generated/graphql.ts';
import { graphFailure } from '../graph/graph-failure.ts';
import { saveFile } from './save-file.ts';

/** How a download stands. `waitsUntil`: Clio's limit is used up until then. */
export type Download =
  | { state: 'idle' }
  | { state: 'preparing'; waitsUntil: string | null }
  | { state: 'started' }
  | { state: 'failed'; message: string };

/** Between two looks whether it is there: the first soon, the later ones calmly. */
const lookFirstMs = 400;
const lookMaxMs = 3_000;

/** Asks for the content of a document, waits until it is there, and has the browser save it. */
export function useDownload(documentId: string): { download: Download; start: () => void } {
  const client = useApolloClient();
  const [download, setDownload] = useState<Download>({ state: 'idle' });
  const running = useRef<AbortController | undefined>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  async function run(signal: AbortSignal): Promise<void> {
    const { data } = await client.mutate({
      mutation: RequestDocumentContentDocument,
      variables: { input: { documentId } },
    });
    const refusal = data?.requestDocumentContent.error;
    if (refusal) return show({ state: 'failed', message: refusal.message });
    let content = data?.requestDocumentContent.ok?.content;
    for (let pauseMs = lookFirstMs; !signal.aborted; pauseMs = Math.min(pauseMs * 1.5, lookMaxMs)) {
      if (!content) return show({ state: 'failed', message: 'The document has changed meanwhile. Try again.' });
      if (content.problem) return show({ state: 'failed', message: content.problem.message });
      if (content.link) {
        saveFile(content.link.url, () =>
          show({ state: 'failed', message: 'The file could not be downloaded. Check your connection and try again.' }),
        );
        return show({ state: 'started' });
      }
      show({ state: 'preparing', waitsUntil: content.waitsUntil ?? null });
      await pause(pauseMs, signal);
      if (signal.aborted) return;
      const answer = await client.query({
        query: DocumentContentDocument,
        variables: { documentId },
        fetchPolicy: 'network-only',
      });
      content = answer.data?.documentContent ?? undefined;
    }

    function show(next: Download): void {
      if (!signal.aborted) setDownload(next);
    }
  }

  return {
    download,
    start() {
      running.current?.abort();
      const attempt = new AbortController();
      running.current = attempt;
      setDownload({ state: 'preparing', waitsUntil: null });
      run(attempt.signal).catch((error: unknown) => {
        if (!attempt.signal.aborted) setDownload({ state: 'failed', message: graphFailure(error).message });
      });
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
