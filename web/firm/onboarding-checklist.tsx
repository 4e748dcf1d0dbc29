'use client';

import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { isRunning } from '../clio/sync-words.ts';
import { useSecondsLeft } from '../clio/use-seconds-left.ts';
import { ButtonLink } from '../design/button.tsx';
import { classNames } from '../design/class-names.ts';
import { roughDuration } from '../design/format.ts';
import { Panel } from '../design/panel.tsx';
import { ProgressBar } from '../design/progress-bar.tsx';
import type { ConnectionFactsFragment, JobProgressFragment } from '../generated/graphql.ts';
import { useFirm } from './firm-context.tsx';

/** What is left until the first number, and the one thing to do next. */
export function OnboardingChecklist({
  connection,
  job,
}: {
  connection: ConnectionFactsFragment | null;
  job: JobProgressFragment | null;
}) {
  const { id, formats, may } = useFirm();
  const secondsLeft = useSecondsLeft(job);
  const connected = Boolean(connection && connection.status !== 'DISCONNECTED');
  const running = isRunning(job?.status);
  const stopped = connected && !running;
  const clio = `/firms/${id}/clio`;
  return (
    <Panel title="Three steps to your first numbers">
      <ol className="grid gap-1">
        <Step done title="Create your firm" />
        <Step
          done={connected}
          number={2}
          title="Connect Clio Manage"
          action={
            connected ? null : may('clio:write') ? (
              <ButtonLink href={clio}>Connect Clio</ButtonLink>
            ) : (
              <span className="text-sm text-soft">An owner or administrator does this.</span>
            )
          }
        >
          {connected ? null : 'You choose your region and approve the access in Clio. It takes a minute.'}
        </Step>
        <Step
          done={false}
          number={3}
          waiting={!connected}
          title="First sync"
          action={
            connected ? (
              <ButtonLink href={clio} look={stopped ? 'primary' : 'secondary'}>
                {stopped ? 'Open Clio sync' : 'See details'}
              </ButtonLink>
            ) : null
          }
        >
          {running ? (
            <span className="grid max-w-md gap-2">
              <span className="numeric">
                {job?.percent === null || job?.percent === undefined
                  ? 'Counting records…'
                  : formats.percent(job.percent)}
                {secondsLeft ? `, ${roughDuration(secondsLeft)} left` : null}
              </span>
              <ProgressBar label="First sync" percent={job?.percent ?? null} />
            </span>
          ) : stopped ? (
            'The first sync has not finished. Start it again to see your numbers.'
          ) : (
            'Begins by itself. You get an email when it is done.'
          )}
        </Step>
      </ol>
    </Panel>
  );
}

function Step({
  done,
  number,
  waiting = false,
  title,
  children,
  action,
}: {
  done: boolean;
  number?: number;
  waiting?: boolean;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-3 border-t border-line py-4 last:pb-0">
      <span
        aria-hidden
        className={classNames(
          'numeric grid size-7 shrink-0 place-items-center rounded-full text-sm font-semibold',
          done ? 'bg-accent text-accent-ink' : 'border border-line-strong text-soft',
        )}
      >
        {done ? <Check className="size-4" /> : number}
      </span>
      <div className="min-w-0 flex-1 basis-52">
        <p className={classNames('font-medium', (done || waiting) && 'text-soft')}>
          {title}
          {done ? <span className="sr-only"> (done)</span> : null}
        </p>
        {children ? <div className="mt-0.5 text-sm text-soft">{children}</div> : null}
      </div>
      {action}
    </li>
  );
}
