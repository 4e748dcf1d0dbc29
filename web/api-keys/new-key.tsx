'use client';

import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { Notice } from '../design/notice.tsx';

/** The one time that a key is shown. The dialog has no way out but the button, so that no stray press loses the key. */
export function NewKey({ secret, name, onClose }: { secret: string; name: string; onClose: () => void }) {
  const [copied, setCopied] = useState(false);

  async function copy() {
    // Refused where the page is not secure or the person says no: the key can still be selected by hand.
    await navigator.clipboard?.writeText(secret).then(
      () => setCopied(true),
      () => undefined,
    );
  }

  return (
    <Dialog
      open
      title={`${name} is ready`}
      description="Copy the key now. It is not kept here and cannot be shown again."
    >
      <div className="grid gap-4">
        <code
          data-testid="api-key"
          className="block rounded-lg bg-sunken p-3 text-[0.8125rem] leading-relaxed break-all select-all"
        >
          {secret}
        </code>
        <Notice tone="wait">Whoever has this key can use it. Keep it where you keep passwords.</Notice>
        <div className="flex flex-wrap justify-end gap-2">
          <Button look="secondary" onClick={() => void copy()}>
            {copied ? <Check aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />}
            <span aria-live="polite">{copied ? 'Copied' : 'Copy'}</span>
          </Button>
          <Button onClick={onClose}>I have kept it</Button>
        </div>
      </div>
    </Dialog>
  );
}
