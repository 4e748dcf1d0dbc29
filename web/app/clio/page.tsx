import type { Metadata } from 'next';
import { CallbackNotice } from '../../clio/callback-result.tsx';
import { callbackResults } from '../../clio/callback-results.ts';
import { ButtonLink } from '../../design/button.tsx';
import { OutsidePage } from '../../design/outside-page.tsx';

export const metadata: Metadata = { title: 'Clio' };

/** Where an answer from Clio ends whose firm is not known. */
export default async function UnknownCallbackPage({ searchParams }: { searchParams: Promise<{ result?: string }> }) {
  const { result } = await searchParams;
  return (
    <OutsidePage title="Clio">
      <CallbackNotice
        result={callbackResults.find((known) => known === result && known !== 'connected') ?? 'state_unknown'}
      />
      <ButtonLink href="/firms" className="mt-6">
        Go to your firms
      </ButtonLink>
    </OutsidePage>
  );
}
