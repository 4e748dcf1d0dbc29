import { ApolloLink } from '@apollo/client';
import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';
import { catchError, from, Observable, switchMap, throwError } from 'rxjs';
import type { AccessTokenSource } from '../session/access-token.ts';

/**
 * Puts the access token on every HTTP operation. Where the gateway says that the token is not good any more (its session
 * was revoked or replaced), another is minted and the operation is sent once more: it was refused, so it had no effect.
 */
export function authorisedLink(tokens: AccessTokenSource): ApolloLink {
  return new ApolloLink((operation, forward) => {
    const send = () =>
      from(tokens.get()).pipe(
        switchMap(({ accessToken }) => {
          operation.setContext({ headers: { authorization: `Bearer ${accessToken}` } });
          return forward(operation).pipe(
            switchMap((result) =>
              result.errors?.some((error) => error.extensions?.['code'] === 'UNAUTHENTICATED')
                ? throwError(() => new TokenRefused(accessToken))
                : [result],
            ),
            catchError((error) => throwError(() => (isUnauthenticated(error) ? new TokenRefused(accessToken) : error))),
          );
        }),
      );
    return new Observable<ApolloLink.Result>((observer) =>
      send()
        .pipe(
          catchError((error) => {
            if (!(error instanceof TokenRefused)) return throwError(() => error);
            tokens.forget(error.accessToken);
            return send();
          }),
        )
        .subscribe(observer),
    );
  });
}

class TokenRefused extends Error {
  override name = 'TokenRefused';
  readonly accessToken: string;
  constructor(accessToken: string) {
    super('The gateway did not accept the access token.');
    this.accessToken = accessToken;
  }
}

function isUnauthenticated(error: unknown): boolean {
  if (ServerError.is(error)) return error.statusCode === 401;
  return (
    CombinedGraphQLErrors.is(error) && error.errors.some((each) => each.extensions?.['code'] === 'UNAUTHENTICATED')
  );
}
