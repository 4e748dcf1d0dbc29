import { cookies } from 'next/headers';

/** Holds auth's opaque session token. `__Host-` binds it to this origin: no domain, path /, Secure. */
const sessionCookie = '__Host-session';

/** Binds an authorisation at Clio to the browser that began it; auth of the callback is the Clio service's. */
const clioNonceCookie = '__Host-clio-nonce';
const clioNonceSeconds = 600;

const common = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' } as const;

export async function readSessionToken(): Promise<string | undefined> {
  return (await cookies()).get(sessionCookie)?.value;
}

export async function keepSession(sessionToken: string, expiresAt: string): Promise<void> {
  (await cookies()).set(sessionCookie, sessionToken, { ...common, expires: new Date(expiresAt) });
}

export async function dropSession(): Promise<void> {
  const jar = await cookies();
  jar.set(sessionCookie, '', { ...common, maxAge: 0 });
  jar.set(clioNonceCookie, '', { ...common, maxAge: 0 });
}

export async function keepClioNonce(nonce: string): Promise<void> {
  (await cookies()).set(clioNonceCookie, nonce, { ...common, maxAge: clioNonceSeconds });
}
