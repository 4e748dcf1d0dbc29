'use client';

import { Button } from '../design/button.tsx';
import { Notice } from '../design/notice.tsx';
import type { CallbackResult } from './callback-results.ts';

const words: Record<CallbackResult, { tone: 'good' | 'wait' | 'fail'; title: string; text: string }> = {
  connected: {
    tone: 'good',
    title: 'Clio is connected',
    text: 'A sync has begun. You can leave this page: it goes on without you, and an email tells you when everything is there for the first time.',
  },
  declined: {
    tone: 'wait',
    title: 'Clio was not connected',
    text: 'The request was declined in Clio, so nothing was shared. Connect again when you are ready, and approve it there. If Clio did not let you, ask an administrator of your Clio account.',
  },
  state_unknown: {
    tone: 'fail',
    title: 'We did not recognise this answer from Clio',
    text: 'It may be an old tab or a link that was used before. Nothing was connected. Begin again from here.',
  },
  nonce_mismatch: {
    tone: 'fail',
    title: 'This answer belongs to another browser',
    text: 'For your safety, connecting must end in the browser where it began. Nothing was connected. Begin again from here, and stay in this browser.',
  },
  expired: {
    tone: 'wait',
    title: 'That took longer than ten minutes',
    text: 'The request to Clio has expired, so nothing was connected. Begin again: it takes less than a minute.',
  },
  wrong_region: {
    tone: 'fail',
    title: 'This account lives in another Clio region',
    text: 'Clio does not know the account in the region you chose. Open Clio, look at the beginning of the address in the browser, and choose the region with the same address below.',
  },
  exchange_failed: {
    tone: 'fail',
    title: 'Clio did not complete the connection',
    text: 'You approved it, but Clio did not hand over access. This is usually over in a few minutes. Try again.',
  },
  account_in_use: {
    tone: 'fail',
    title: 'Another firm here uses this Clio account',
    text: 'A Clio account feeds one firm only. Ask the owner of that firm to invite you, or to disconnect it there; or connect again and sign in to Clio with another account.',
  },
  other_account: {
    tone: 'fail',
    title: 'This is another Clio account than before',
    text: 'This firm still keeps the data of the account that was connected earlier. Connect that one again, or disconnect and delete its data first.',
  },
};

/** What came of the visit to Clio, and what to do next. */
export function CallbackNotice({ result, onDismiss }: { result: CallbackResult; onDismiss?: () => void }) {
  const { tone, title, text } = words[result];
  return (
    <Notice
      tone={tone}
      title={title}
      action={
        onDismiss ? (
          <Button look="quiet" className="-my-1" onClick={onDismiss}>
            Dismiss
          </Button>
        ) : null
      }
    >
      {text}
    </Notice>
  );
}
