'use client';

import { useRouter } from 'next/navigation';
import { startTransition } from 'react';

/** Asks the server for the page once more and shows that. Without asking, React would show the same failure again. */
export function useTryAgain(reset: () => void): () => void {
  const router = useRouter();
  return () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
}
