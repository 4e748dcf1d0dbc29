'use client';

import { useMutation } from '@apollo/client/react';
import { useMemo } from 'react';
import { Badge } from '../design/badge.tsx';
import { Button } from '../design/button.tsx';
import { createFormats } from '../design/format.ts';
import { Panel } from '../design/panel.tsx';
import { tell, tellFailure } from '../design/toast.ts';
import { AccountDocument, type AccountQuery, RevokeSessionDocument } from '../generated/graphql.ts';
import { graphFailure } from '../graph/graph-failure.ts';
import { usePerson } from '../session/signed-in.tsx';
import { browserName } from './browser-name.ts';

/** Where the person is signed in, and how to end it. */
export function SessionList({ me }: { me: NonNullable<AccountQuery['me']> }) {
  const { locale, timeZone } = usePerson();
  const formats = useMemo(() => createFormats(locale, timeZone), [locale, timeZone]);
  const [revoke, { loading }] = useMutation(RevokeSessionDocument, { refetchQueries: [AccountDocument] });

  async function end(sessionId: string) {
    try {
      const { data } = await revoke({ variables: { input: { sessionId } } });
      if (data?.revokeSession.error) return tellFailure(data.revokeSession.error.message);
      tell('That browser is signed out.');
    } catch (error) {
      tellFailure(graphFailure(error).message);
    }
  }

  const sessions = [...me.sessions].sort((one, other) => Number(other.current) - Number(one.current));
  return (
    <Panel title="Where you are signed in" flush>
      <ul>
        {sessions.map((session) => (
          <li
            key={session.id}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line px-5 py-3.5 sm:px-6"
          >
            <div className="min-w-0 text-sm">
              <p className="flex flex-wrap items-center gap-2 font-medium">
                {browserName(session.userAgent)}
                {session.current ? <Badge tone="good">This browser</Badge> : null}
              </p>
              <p className="numeric text-soft">
                {session.lastUsedAt
                  ? `Last used ${formats.instant(session.lastUsedAt)}`
                  : `Since ${formats.instant(session.createdAt)}`}
                {session.ipAddress ? ` · ${session.ipAddress}` : null}
              </p>
            </div>
            {session.current ? null : (
              <Button look="danger" disabled={loading} onClick={() => void end(session.id)}>
                Sign out
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
