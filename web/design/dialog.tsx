'use client';

import { Dialog as Radix } from 'radix-ui';
import { type ReactNode, useRef } from 'react';

/** A modal question. Focus stays inside and goes back to where it was, or to the page's content where that is gone. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
}: {
  open: boolean;
  /** Left out: the dialog cannot be closed without an answer. */
  onOpenChange?: (open: boolean) => void;
  title: string;
  description: ReactNode;
  children: ReactNode;
}) {
  const before = useRef<Element | null>(null);
  const keepOpen = onOpenChange ? undefined : (event: Event) => event.preventDefault();
  return (
    <Radix.Root open={open} {...(onOpenChange ? { onOpenChange } : {})}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/45 backdrop-blur-[2px]" />
        <Radix.Content
          {...(keepOpen
            ? { onEscapeKeyDown: keepOpen, onPointerDownOutside: keepOpen, onInteractOutside: keepOpen }
            : {})}
          onOpenAutoFocus={() => {
            before.current = document.activeElement;
          }}
          onCloseAutoFocus={(event) => {
            // Radix would give it back to a trigger of its own, and our dialogs have none.
            event.preventDefault();
            for (const place of [before.current, document.getElementById('content')]) {
              if (place instanceof HTMLElement) place.focus({ preventScroll: true });
              if (place && document.activeElement === place) return;
            }
          }}
          className="enter fixed top-1/2 left-1/2 z-50 max-h-[90dvh] w-[calc(100vw-2rem)] max-w-md -translate-x-1/2 -translate-y-1/2 overflow-y-auto rounded-2xl border border-line bg-raised p-6 shadow-over focus:outline-none"
        >
          <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
          <Radix.Description asChild>
            <div className="mt-1.5 text-sm text-soft">{description}</div>
          </Radix.Description>
          <div className="mt-5">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
