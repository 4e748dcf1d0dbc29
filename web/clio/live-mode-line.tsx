import { classNames } from '../design/class-names.ts';
import type { LiveProgress } from './use-live-progress.ts';

/** How fresh the progress is, in one line. */
export function LiveModeLine({ live: { mode, unreachable } }: { live: LiveProgress }) {
  const good = mode === 'live';
  const text = unreachable
    ? 'No connection to Smarter Firms. The sync goes on; this page catches up when you are back.'
    : words[mode];
  return (
    <p
      role="status"
      className={classNames(
        'flex items-center gap-2 text-sm',
        good || mode === 'connecting' ? 'text-soft' : 'text-wait',
      )}
    >
      <span
        aria-hidden
        className={classNames(
          'size-2 shrink-0 rounded-full',
          good ? 'bg-accent' : mode === 'connecting' ? 'bg-line-strong' : 'breathing bg-wait',
        )}
      />
      {text}
    </p>
  );
}

const words = {
  connecting: 'Connecting…',
  live: 'Live',
  reconnecting: 'Live updates interrupted, reconnecting…',
  polling: 'Live updates do not get through. Refreshing every 3 seconds instead.',
};
