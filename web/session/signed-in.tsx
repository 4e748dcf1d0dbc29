'use client';

import { ApolloProvider } from '@apollo/client/react';
import dynamic from 'next/dynamic';
import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import { createGraphClient, type GraphAddresses } from '../graph/apollo-client.ts';
import { createSocketStateStore, type SocketStateStore } from '../graph/socket-state.ts';
import { createAccessTokenSource, SessionExpired } from './access-token.ts';
import { signInPath } from './next-path.ts';
import { hearOtherTabs } from './session-channel.ts';
import { sessionRequest } from './session-request.ts';

/** Only needed when a session ends under an open page. */
const SessionExpiredDialog = dynamic(
  () => import('./session-expired-dialog.tsx').then((file) => file.SessionExpiredDialog),
  {
    ssr: false,
  },
);

export interface SignedInPerson {
  id: string;
  email: string;
  name: string;
  timeZone: string;
  /** BCP 47, checked by the server. */
  locale: string;
}

const PersonContext = createContext<SignedInPerson | undefined>(undefined);
const SocketStateContext = createContext<SocketStateStore | undefined>(undefined);

export function usePerson(): SignedInPerson {
  const person = use(PersonContext);
  if (!person) throw new Error('usePerson is for pages inside SignedIn.');
  return person;
}

export function useSocketStateStore(): SocketStateStore {
  const store = use(SocketStateContext);
  if (!store) throw new Error('useSocketStateStore is for pages inside SignedIn.');
  return store;
}

export interface SignedInProps {
  person: SignedInPerson;
  /** The firm that access tokens are minted for; none on personal pages. */
  firmId?: string;
  addresses: GraphAddresses;
  children: ReactNode;
}

/**
 * Everything that a page of a signed-in person stands on: the graph client with its tokens, the dialog that asks for the
 * password over an open page, and agreement with the other tabs.
 */
export function SignedIn({ person, firmId, addresses, children }: SignedInProps) {
  const [session] = useState(() => openSession({ userId: person.id, firmId, addresses }));
  const [expired, setExpired] = useState(false);

  useEffect(() => session.onExpired(setExpired), [session]);
  useEffect(
    () =>
      hearOtherTabs((news) => {
        if (news.type === 'signed-out')
          window.location.assign(signInPath(window.location.pathname + window.location.search));
        else if (news.userId !== person.id) window.location.assign('/firms');
        else session.resume();
      }),
    [session, person.id],
  );

  return (
    <PersonContext value={person}>
      <SocketStateContext value={session.socketState}>
        <ApolloProvider client={session.client}>
          {children}
          {expired ? <SessionExpiredDialog person={person} onSignedIn={session.resume} /> : null}
        </ApolloProvider>
      </SocketStateContext>
    </PersonContext>
  );
}

interface TokenAnswer {
  accessToken: string;
  expiresInMs: number;
}

function openSession({
  userId,
  firmId,
  addresses,
}: {
  userId: string;
  firmId: string | undefined;
  addresses: GraphAddresses;
}) {
  let signedInAgain = Promise.withResolvers<void>();
  let tellExpired: (expired: boolean) => void = () => {};

  const tokens = createAccessTokenSource({
    async mint() {
      const { ok, error } = await sessionRequest<TokenAnswer>('token', firmId ? { firmId } : {});
      if (error?.code === 'SESSION_EXPIRED') throw new SessionExpired();
      if (error) throw new Error(error.message);
      if (subject(ok.accessToken) !== userId) {
        // Somebody else signed in elsewhere in this browser: this page shows another person's data.
        window.location.assign('/firms');
        return new Promise(() => {});
      }
      return { accessToken: ok.accessToken, expiresAtMs: Date.now() + ok.expiresInMs };
    },
    async reauthenticate() {
      tellExpired(true);
      await signedInAgain.promise;
      signedInAgain = Promise.withResolvers();
      tellExpired(false);
    },
  });
  const socketState = createSocketStateStore();

  return {
    client: createGraphClient({ ...addresses, tokens, socketState }),
    socketState,
    onExpired(listener: (expired: boolean) => void) {
      tellExpired = listener;
      return () => {
        tellExpired = () => {};
      };
    },
    /** There is a session again: everything that waited goes on. */
    resume() {
      tokens.forget();
      signedInAgain.resolve();
    },
  };
}

/** Whom a token is for, read without verifying: the page only compares, the gateway verifies. */
function subject(accessToken: string): string | undefined {
  try {
    const payload = accessToken.split('.')[1] ?? '';
    const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    return typeof claims === 'object' && claims && 'sub' in claims ? String(claims.sub) : undefined;
  } catch {
    return undefined;
  }
}
