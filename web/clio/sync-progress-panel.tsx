'use client';

import { useMutation } from '@apollo/client/react';
import { Badge } from '../design/badge.tsx';
import { Button } from '../design/button.tsx';
import { roughDuration } from '../design/format.ts';
import { Notice } from '../design/notice.tsx';
import { Panel } from '../design/panel.tsx';
import { ProgressBar } from '../design/progress-bar.tsx';
import { tellFailure } from '../design/toast.ts';
import { useNowMs } from '../design/use-now.ts';
import { useFirm } from '../firm/firm-context.tsx';
import { CancelSyncDocument, type JobProgressFragment } from '../generated/graphql.ts';
import { graphFailure } from '../graph/graph-failure.ts';
import { DeadLetterNotice } from './dead-letter-notice.tsx';
import { LiveModeLine } from './live-mode-line.tsx';
import { SyncEntityRow } from './sync-entity-row.tsx';
import { isRunning, jobName, statusWords } from './sync-words.ts';
import type { LiveProgress } from './use-live-progress.ts';
import { useSecondsLeft } from './use-seconds-left.ts';
import { useWithheld } from './use-withheld.ts';

/** One job as it runs, or as it ended. */
export function SyncProgressPanel({ job, live }: { job: JobProgressFragment; live: LiveProgress }) {
  const { formats, may } = useFirm();
  const [cancelSync, cancelling] = useMutation(CancelSyncDocument);
  const withheld = useWithheld(job.id);
  const running = isRunning(job.status);
  const { name, tone } = statusWords[job.status];

  async function cancel() {
    try {
      const { data } = await cancelSync({ variables: { input: { jobId: job.id } } });
      if (data?.cancelSync.error) tellFailure(data.cancelSync.error.message);
    } catch (error) {
      tellFailure(graphFailure(error).message);
    }
  }

  return (
    <Panel
      title={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          {running ? jobName(job) : `Last sync: ${uncapitalised(jobName(job))}`}
          <Badge tone={tone}>{name}</Badge>
        </span>
      }
      aside={running ? <LiveModeLine live={live} /> : null}
    >
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <p className="numeric text-[2.5rem] leading-none font-semibold tracking-tight">
          {job.percent === null || job.percent === undefined ? (
            <span className="text-2xl text-soft">{running ? 'Counting records…' : statusWords[job.status].name}</span>
          ) : (
            formats.percent(job.percent)
          )}
        </p>
        <div className="flex items-center gap-4">
          <Outlook job={job} running={running} />
          {running && may('sync:write') ? (
            <Button look="secondary" busy={cancelling.loading} onClick={() => void cancel()}>
              Cancel
            </Button>
          ) : null}
        </div>
      </div>
      <div className="mt-4">
        <ProgressBar label="Whole sync" percent={job.percent ?? null} still={!running} />
      </div>
      <Paused job={job} running={running} />
      <DeadLetterNotice job={job} />
      {job.failure ? (
        <div className="mt-4">
          <Notice
            tone={job.status === 'PARTIAL' ? 'wait' : 'fail'}
            title={job.status === 'PARTIAL' ? 'Not everything went through' : 'The sync stopped'}
          >
            {job.failure.message}
          </Notice>
        </div>
      ) : null}
      <ul className="mt-5 grid gap-x-10 sm:grid-cols-2">
        {job.entities.map((entity) => (
          <SyncEntityRow
            key={entity.type}
            entity={entity}
            jobId={job.id}
            running={running}
            missing={withheld.has(entity.type)}
          />
        ))}
      </ul>
      <p className="numeric mt-4 text-sm text-soft">
        {formats.count(job.requestsUsed)} {job.requestsUsed === 1 ? 'request' : 'requests'} to Clio
        {job.requestsPerMinute ? `, of ${formats.count(job.requestsPerMinute)} a minute that Clio allows` : null}
        {job.startedAt ? ` · started ${formats.instant(job.startedAt)}` : null}
      </p>
    </Panel>
  );
}

function Outlook({ job, running }: { job: JobProgressFragment; running: boolean }) {
  const { formats } = useFirm();
  const secondsLeft = useSecondsLeft(job);
  if (!running) {
    const ended = job.finishedAt ?? job.updatedAt;
    return <p className="text-sm text-soft">{formats.instant(ended)}</p>;
  }
  if (job.waitsFor === 'CONNECTION') return <p className="text-sm text-soft">Waiting for you</p>;
  if (job.estimating || secondsLeft === null) return <p className="text-sm text-soft">Estimating time left…</p>;
  return <p className="text-sm text-soft">{capitalised(roughDuration(secondsLeft))} left</p>;
}

function Paused({ job, running }: { job: JobProgressFragment; running: boolean }) {
  const { formats } = useFirm();
  const now = useNowMs(1_000);
  if (running && job.waitsFor === 'CONNECTION') {
    return (
      <div className="mt-4">
        <Notice tone="wait" title="Paused: Clio does not let us in">
          Connect Clio again and this sync goes on where it stopped. What has arrived stays.
        </Notice>
      </div>
    );
  }
  if (!running || !job.pausedUntil || Date.parse(job.pausedUntil) <= now) return null;
  return (
    <div className="mt-4">
      <Notice tone="wait">
        <span className="numeric">Paused by Clio until {formats.clock(job.pausedUntil)}.</span> Clio limits how fast
        anyone may read; it goes on by itself.
      </Notice>
    </div>
  );
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function uncapitalised(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
