import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

type Tone = 'good' | 'info' | 'wait' | 'fail';

const tones = {
  good: { Icon: CircleCheck, box: 'bg-accent-wash', icon: 'text-accent' },
  info: { Icon: Info, box: 'bg-sunken', icon: 'text-soft' },
  wait: { Icon: TriangleAlert, box: 'bg-wait-wash', icon: 'text-wait' },
  fail: { Icon: CircleAlert, box: 'bg-fail-wash', icon: 'text-fail' },
};

/** A message in the page. Failures are announced at once, everything else when the person pauses. */
export function Notice({
  tone,
  title,
  children,
  action,
}: {
  tone: Tone;
  title?: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  const { Icon, box, icon } = tones[tone];
  return (
    <div
      role={tone === 'fail' ? 'alert' : 'status'}
      className={classNames('flex flex-wrap items-start gap-x-3 gap-y-2 rounded-xl px-4 py-3 text-sm', box)}
    >
      <Icon aria-hidden className={classNames('mt-0.5 size-4.5 shrink-0', icon)} />
      <div className="min-w-0 flex-1 basis-56">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children ? <div className={title ? 'mt-0.5' : undefined}>{children}</div> : null}
      </div>
      {action ? <div className="shrink-0">{action}</div> : null}
    </div>
  );
}
