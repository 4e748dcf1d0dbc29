'use client';

import { ArrowUpRight, ShieldCheck } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Button } from '../design/button.tsx';
import { Notice } from '../design/notice.tsx';
import { Panel } from '../design/panel.tsx';
import { useFirm } from '../firm/firm-context.tsx';
import { sessionRequest } from '../session/session-request.ts';
import { regions } from './sync-words.ts';

/** @param again the firm was connected before. */
export function ConnectPanel({ again }: { again: boolean }) {
  const { id, timeZone, currency, may } = useFirm();
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);

  if (!may('clio:write')) {
    return (
      <Notice tone="info" title="Clio is not connected">
        An owner or administrator of your firm can connect it.
      </Notice>
    );
  }

  async function connect(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const region = new FormData(event.currentTarget).get('region');
    setBusy(true);
    setError(undefined);
    const result = await sessionRequest<{ authorizationUrl: string }>('connect-clio', { firmId: id, region });
    if (result.ok && /^https?:\/\//.test(result.ok.authorizationUrl)) {
      return window.location.assign(result.ok.authorizationUrl);
    }
    setError(result.error?.message ?? 'The address of Clio could not be read. Try again.');
    setBusy(false);
  }

  return (
    <Panel title={again ? 'Connect Clio again' : 'Where is your Clio account?'}>
      <p className="max-w-2xl text-soft">
        Clio keeps each account in one region. Open Clio in another tab and look at the beginning of the address: choose
        the one that is the same.
      </p>
      <form onSubmit={connect} className="mt-5 grid gap-5">
        <fieldset className="grid gap-3 sm:grid-cols-2">
          <legend className="sr-only">Clio region</legend>
          {regions.map(({ region, name, host }) => (
            <label
              key={region}
              className="flex cursor-pointer items-center gap-3.5 rounded-xl border border-line px-4 py-3.5 transition-colors hover:border-line-strong has-checked:border-accent has-checked:bg-accent-wash has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
            >
              <input
                type="radio"
                name="region"
                value={region}
                defaultChecked={region === likelyRegion(timeZone, currency)}
                className="size-4.5 shrink-0 accent-accent focus-visible:outline-none"
              />
              <span className="min-w-0">
                <span className="block font-medium">{name}</span>
                <span className="block font-mono text-[0.8125rem] text-soft">https://{host}</span>
              </span>
            </label>
          ))}
        </fieldset>
        {error ? <Notice tone="fail">{error}</Notice> : null}
        <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
          <Button type="submit" busy={busy}>
            Continue to Clio <ArrowUpRight aria-hidden className="size-4" />
          </Button>
          <p className="flex items-center gap-2 text-sm text-soft">
            <ShieldCheck aria-hidden className="size-4.5 shrink-0 text-accent" />
            You approve it in Clio. We never see your Clio password.
          </p>
        </div>
      </form>
    </Panel>
  );
}

/** A first guess only: the person sees it and chooses. */
function likelyRegion(timeZone: string, currency: string): string {
  if (currency === 'CAD') return 'CA';
  if (timeZone.startsWith('Australia/') || currency === 'AUD' || currency === 'NZD') return 'AU';
  if (timeZone.startsWith('Europe/') || currency === 'GBP' || currency === 'EUR') return 'EU';
  return 'US';
}
