'use client';

import { Toaster } from 'sonner';

/** Short answers to a press, announced politely. */
export function AppToaster() {
  return (
    <Toaster
      position="bottom-right"
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'font-sans flex w-full items-start gap-3 rounded-xl border border-line bg-raised p-4 text-sm text-ink shadow-over',
          error: 'text-fail',
        },
      }}
    />
  );
}
