'use client';

import type { ReactNode } from 'react';
import { Button } from '../design/button.tsx';
import { Notice } from '../design/notice.tsx';
import { graphFailure } from './graph-failure.ts';

/** Stands where an answer of the graph would: says why it did not come, and asks again when pressed. */
export function NotLoaded({
  error,
  onRetry,
  title,
  children,
}: {
  error: unknown;
  /** `refetch` of the query: while it runs the place shows that it loads, and a failure comes back as the next `error`. */
  onRetry: () => Promise<unknown>;
  /** What is missing, where the place does not say so. */
  title?: string;
  children?: ReactNode;
}) {
  return (
    <Notice
      tone="fail"
      {...(title ? { title } : {})}
      action={
        <Button look="secondary" onClick={() => void onRetry().catch(() => undefined)}>
          Try again
        </Button>
      }
    >
      {graphFailure(error).message} {children}
    </Notice>
  );
}
