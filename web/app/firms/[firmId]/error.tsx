'use client';

import { CircleAlert } from 'lucide-react';
import { Button } from '../../../design/button.tsx';
import { EmptyState } from '../../../design/empty-state.tsx';

export default function FirmError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <EmptyState
      Icon={CircleAlert}
      title="This page could not be opened"
      action={<Button onClick={reset}>Try again</Button>}
    >
      Nothing of yours is lost. {error.digest ? `If you write to us, mention ${error.digest}.` : null}
    </EmptyState>
  );
}
