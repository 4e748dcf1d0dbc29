import { type CallSealer, sealedHeaders } from '@smarterfirms/platform/call-seal';
import type { FirmId, UserId } from '@smarterfirms/platform/ids';
import { retry } from '@smarterfirms/platform/retry';
import type { ServiceTokenSigner } from '@smarterfirms/platform/service-token';
import { inSpan } from '@smarterfirms/platform/span';
import { traceHeaders } from '@smarterfirms/platform/trace-context';
import { z } from 'zod';

const timeoutMs = 5_000;

const grantMembership = `mutation GrantOwnership($input: GrantMembershipInput!) {
  grantMembership(input: $input) { ok { __typename } error { code message } }
}`;

const answer = z.object({
  data: z
    .object({
      grantMembership: z.object({
        ok: z.unknown().nullable(),
        error: z.object({ code: z.string(), message: z.string() }).nullable(),
      }),
    })
    .nullish(),
  errors: z
    .array(z.object({ message: z.string(), extensions: z.object({ code: z.string().optional() }).optional() }))
    .optional(),
});

/** The membership was not granted. `retry` says whether asking again can help; granting twice changes nothing. */
export class GrantError extends Error {
  readonly retry: boolean;

  constructor(message: string, { retry, cause }: { retry: boolean; cause?: unknown }) {
    super(message, { cause });
    this.retry = retry;
  }
}

/** Makes the person the owner of the firm in auth, who owns memberships. Throws a GrantError. */
export type GrantOwnership = (firmId: FirmId, userId: UserId) => Promise<void>;

interface Caller {
  signer: ServiceTokenSigner;
  seal: CallSealer;
}

/** @param authUrl GraphQL endpoint of the auth subgraph. */
export function createGrantOwnership(authUrl: string, caller: Caller): GrantOwnership {
  return (firmId, userId) =>
    retry(() => inSpan('auth GrantOwnership', { kind: 'client' }, () => ask(authUrl, caller, firmId, userId)), {
      attempts: 3,
      firstPauseMs: 200,
      shouldRetry: (error) => error instanceof GrantError && error.retry,
    });
}

async function ask(authUrl: string, caller: Caller, firmId: FirmId, userId: UserId): Promise<void> {
  const body = JSON.stringify({ query: grantMembership, variables: { input: { firmId, userId, role: 'OWNER' } } });
  const sealed = await sealedHeaders(caller, {
    audience: 'auth',
    principal: { kind: 'service', service: 'accounts' },
    body,
  });
  const response = await fetch(authUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...sealed, ...traceHeaders() },
    body,
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((cause: unknown) => {
    throw new GrantError('auth did not answer', { retry: true, cause });
  });
  if (response.status === 429 || response.status >= 500) {
    throw new GrantError(`auth answered with status ${response.status}`, { retry: true });
  }

  const read = answer.safeParse(await response.json().catch(() => undefined));
  if (!read.success) {
    throw new GrantError(`auth answered with status ${response.status} and no GraphQL result`, { retry: false });
  }
  const { data, errors } = read.data;
  const [error] = errors ?? [];
  if (error) {
    const passing =
      error.extensions?.code === 'INTERNAL_SERVER_ERROR' || error.extensions?.code === 'SERVICE_UNAVAILABLE';
    throw new GrantError(`auth failed to grant the membership: ${error.message}`, { retry: passing });
  }
  const refusal = data?.grantMembership.error;
  // Granted before, and changed by somebody since: what they decided stands.
  if (refusal?.code === 'ROLE_DIFFERS') return;
  if (refusal || !data?.grantMembership.ok) {
    throw new GrantError(`auth refused to grant the membership: ${refusal?.message ?? 'no answer'}`, { retry: false });
  }
}
