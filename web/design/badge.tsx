import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export type BadgeTone = 'good' | 'plain' | 'wait' | 'fail';

const tones: Record<BadgeTone, string> = {
  good: 'bg-accent-wash text-accent',
  plain: 'bg-sunken text-soft',
  wait: 'bg-wait-wash text-wait',
  fail: 'bg-fail-wash text-fail',
};

export function Badge({ tone, children }: { tone: BadgeTone; children: ReactNode }) {
  return (
    <span
      className={classNames(
        'inline-flex items-center gap-1.5 rounded-full px-2.5 py-0.5 text-xs font-medium whitespace-nowrap',
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}
