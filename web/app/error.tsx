'use client';

import { Button } from '../design/button.tsx';
import { OutsidePage } from '../design/outside-page.tsx';
import { useTryAgain } from '../session/use-try-again.ts';

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const tryAgain = useTryAgain(reset);
  return (
    <OutsidePage title="This page could not be opened">
      <p>Smarter Firms is not answering as it should. Nothing of yours is lost; try again in a moment.</p>
      {error.digest ? <p className="mt-3 text-sm text-soft">If you write to us, mention {error.digest}.</p> : null}
      <Button className="mt-6" onClick={tryAgain}>
        Try again
      </Button>
    </OutsidePage>
  );
}
