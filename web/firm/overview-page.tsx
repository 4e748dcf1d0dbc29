'use client';

import { useQuery } from '@apollo/client/react';
import { createParser, useQueryState } from 'nuqs';
import { useEffect, useRef } from 'react';
import { ConnectionNotice } from '../clio/connection-notice.tsx';
import { isRunning } from '../clio/sync-words.ts';
import { useLiveProgress } from '../clio/use-live-progress.ts';
import { PageHeader } from '../design/page-header.tsx';
import { useNowMs } from '../design/use-now.ts';
import { ClioStateDocument, FirmMetricsDocument, RecentMattersDocument } from '../generated/graphql.ts';
import { RecentMatters } from '../matters/recent-matters.tsx';
import { MetricsSection } from '../metrics/metrics-section.tsx';
import { isMonth, monthOf } from '../metrics/month.ts';
import { MonthSwitcher } from '../metrics/month-switcher.tsx';
import { useFirm } from './firm-context.tsx';
import { OnboardingChecklist } from './onboarding-checklist.tsx';

const parseMonth = createParser({
  parse: (text) => (isMonth(text) ? text : null),
  serialize: (month: string) => month,
});

/** How the firm's month stands. */
export function OverviewPage() {
  const { name, timeZone, may } = useFirm();
  const latest = monthOf(useNowMs(60_000), timeZone);
  const [chosen, setChosen] = useQueryState('month', parseMonth.withOptions({ history: 'push' }));
  const month = chosen && chosen < latest ? chosen : latest;

  const { data, client } = useQuery(ClioStateDocument, { skip: !may('clio:read') });
  const connection = data?.firm?.clioConnection;
  const job = data?.firm?.latestSyncJob;
  const running = isRunning(job?.status);
  useLiveProgress(running ? job?.id : undefined);

  const ranBefore = useRef(running);
  useEffect(() => {
    if (ranBefore.current && !running) {
      void client.refetchQueries({ include: [ClioStateDocument, FirmMetricsDocument, RecentMattersDocument] });
    }
    ranBefore.current = running;
  }, [running, client]);

  // Until the connection is known nothing is promised either way.
  const begun = !data || Boolean(connection?.lastSyncedAt);
  return (
    <>
      <PageHeader
        title={name}
        lead={`Days and months in ${timeZone.replaceAll('_', ' ')} time`}
        action={
          <MonthSwitcher
            month={month}
            latest={latest}
            onChange={(next) => void setChosen(next === latest ? null : next)}
          />
        }
      />
      <div className="grid gap-5">
        {begun ? null : <OnboardingChecklist connection={connection ?? null} job={job ?? null} />}
        {begun && connection ? <ConnectionNotice connection={connection} /> : null}
        <MetricsSection month={month} syncing={running} />
        {may('matters:read') ? <RecentMatters syncing={running} /> : null}
      </div>
    </>
  );
}
