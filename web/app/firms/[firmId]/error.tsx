'use client';

import { CircleAlert } from 'lucide-react';
import { Button } from '../../../design/button.tsx';
import { EmptyState } from '../../../design/empty-state.tsx';
import { useTryAgain } from '../../../session/use-try-again.ts';

export default function FirmError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const tryAgain = useTryAgain(reset);
  return (
    <EmptyState
      Icon={CircleAlert}
      title="This page could not be opened"
      action={<Button onClick={tryAgain}>Try again</Button>}
    >
      Nothing of yours is lost. {error.digest ? `If you write to us, mention ${error.digest}.` : null}
    </EmptyState>
  );
}
