import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { Observable } from 'rxjs';
import type { AccessTokenSource } from '../session/access-token.ts';
import { authorisedLink } from './authorised-link.ts';
import { persistedLink } from './persisted-link.ts';
import type { SocketStateStore } from './socket-state.ts';

export interface GraphAddresses {
  /** HTTP endpoint of the graph. */
  graphUrl: string;
  /** WebSocket endpoint of the graph. */
  socketUrl: string;
}

export interface GraphOptions extends GraphAddresses {
  tokens: AccessTokenSource;
  socketState: SocketStateStore;
}

/**
 * The page's client of the graph: one per person and firm, so that a cache never holds two firms. Queries show what the
 * cache knows and ask again; subscriptions load the socket's code when there is the first.
 */
export function createGraphClient({ graphUrl, socketUrl, tokens, socketState }: GraphOptions): ApolloClient {
  const overHttp = authorisedLink(tokens)
    .concat(persistedLink())
    .concat(new HttpLink({ uri: graphUrl, credentials: 'omit' }));
  return new ApolloClient({
    link: ApolloLink.split(
      (operation) => operation.operationType === 'subscription',
      socketWhenNeeded({ url: socketUrl, tokens, state: socketState }),
      overHttp,
    ),
    cache: new InMemoryCache({
      typePolicies: {
        // Its parts carry no id: a whole newer state replaces the older one.
        SyncJob: { fields: { entities: { merge: false }, failure: { merge: true } } },
        Firm: {
          fields: {
            metrics: { merge: true },
            matters: { merge: false },
            documents: { merge: false },
            syncJobs: { merge: false },
          },
        },
      },
    }),
    defaultOptions: {
      watchQuery: { fetchPolicy: 'cache-and-network', nextFetchPolicy: 'cache-first' },
    },
    devtools: { enabled: process.env.NODE_ENV === 'development' },
  });
}

function socketWhenNeeded(options: { url: string; tokens: AccessTokenSource; state: SocketStateStore }): ApolloLink {
  let loading: Promise<(operation: ApolloLink.Operation) => Observable<ApolloLink.Result>> | undefined;
  return new ApolloLink(
    (operation) =>
      new Observable((observer) => {
        let stopped = false;
        let stop = () => {};
        loading ??= import('./socket-link.ts').then(({ createSocketLink }) => createSocketLink(options));
        loading.then(
          (request) => {
            if (stopped) return;
            const subscription = request(operation).subscribe(observer);
            stop = () => subscription.unsubscribe();
          },
          (error: unknown) => {
            // The next subscription may find the network back.
            loading = undefined;
            observer.error(error);
          },
        );
        return () => {
          stopped = true;
          stop();
        };
      }),
  );
}
