'use client';

import { Check, Download as DownloadIcon, LoaderCircle } from 'lucide-react';
import { Button } from '../design/button.tsx';
import { useFirm } from '../firm/firm-context.tsx';
import type { Download } from './use-download.ts';

export function DownloadButton({ name, download, onStart }: { name: string; download: Download; onStart: () => void }) {
  const { state } = download;
  const busy = state === 'preparing';
  const words = busy ? 'Preparing…' : state === 'failed' ? 'Try again' : 'Download';
  const Icon = busy ? LoaderCircle : state === 'started' ? Check : DownloadIcon;
  return (
    // A button that is disabled would lose the keyboard's place: while it prepares, a press does nothing.
    <Button
      look="quiet"
      aria-label={`${words} ${name}`}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? undefined : onStart}
      className="max-sm:px-3"
    >
      <Icon aria-hidden className={busy ? 'size-4 animate-spin' : 'size-4'} />
      <span className="max-sm:hidden">{words}</span>
    </Button>
  );
}

/** What there is to say about a download, below the document's name; announced as it changes. */
export function DownloadNote({ download }: { download: Download }) {
  const { formats } = useFirm();
  return (
    <>
      <span role="status" className="block text-soft empty:hidden">
        {download.state === 'preparing'
          ? download.waitsUntil
            ? `Clio lets us go on at ${formats.clock(download.waitsUntil)}; it continues by itself.`
            : 'Being fetched from Clio…'
          : null}
        {download.state === 'started' ? 'The download has started.' : null}
      </span>
      <span role="alert" className="block text-fail empty:hidden">
        {download.state === 'failed' ? download.message : null}
      </span>
    </>
  );
}
