import { type ClientOrigin, clientOriginHeaders } from '@smarterfirms/platform/client-origin';
import { asId, type Id, newId, type UserId } from '@smarterfirms/platform/ids';
import type { Log } from '@smarterfirms/platform/log';
import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { bearer } from 'better-auth/plugins/bearer';
import { jwt } from 'better-auth/plugins/jwt';
import type { Database } from '../database.ts';
import { engineAdapter } from './engine-adapter.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';
import { passwordLengthMax, passwordLengthMin } from './password-rule.ts';
import { overlapSeconds, rotationSeconds, signingKeyStore } from './signing-keys.ts';

const day = 86_400;
/** A session ends after this long without use … */
const sessionIdleSeconds = 7 * day;
/** … which is looked at so often. */
const sessionRefreshSeconds = day;
/** And in any case this long after the sign-in that began it. */
const sessionLifeMaxSeconds = 30 * day;

const accessTokenAudience = 'smarterfirms';

export interface NewPerson {
  email: string;
  password: string;
  name: string;
  timeZone: string;
  locale: string;
}

/** A session that was just begun. The token is shown this once: only its hash is stored. */
export interface BegunSession {
  userId: UserId;
  token: string;
}

export interface LiveSession {
  id: Id<'session'>;
  userId: UserId;
  /** When the person signed in. */
  begunAt: Date;
  expiresAt: Date;
}

/** Credentials, sessions and signing keys. better-auth does the work and is known to this file and its neighbours only. */
export interface IdentityEngine {
  /** undefined when the address belongs to somebody already. */
  signUp(person: NewPerson, client: ClientOrigin): Promise<BegunSession | undefined>;
  /** undefined when there is no such person or the password is another one: the same answer after the same work. */
  signIn(credentials: { email: string; password: string }, client: ClientOrigin): Promise<BegunSession | undefined>;
  /** The session of a token, its life extended; undefined when it ended or never was. */
  findSession(token: string): Promise<LiveSession | undefined>;
  /** Signs with the newest key. Issuer and audience are added. */
  signAccessToken(claims: Record<string, unknown>): Promise<string>;
  /** A JSON Web Key Set: the keys whose tokens may still be alive. */
  publicKeys(): Promise<{ keys: object[] }>;
}

export interface IdentityEngineOptions {
  database: Database;
  secret: string;
  issuer: string;
  gatewayOrigin: string;
  webOrigin: string;
  log: Log;
}

export function createIdentityEngine(options: IdentityEngineOptions): IdentityEngine {
  const { database } = options;
  const { api } = configure(options);

  return {
    async signUp(person, client) {
      try {
        const { token, user } = await api.signUpEmail({ body: person, headers: originHeaders(client) });
        if (!token) throw new Error('better-auth began no session after a sign-up');
        return { userId: asId('user', user.id), token };
      } catch (error) {
        if (!isRefusal(error, 422)) throw error;
        // Two sign-ups with one address at once: the unique index refuses the second, which better-auth reports as a failure.
        const taken = await database.user.findUnique({ where: { email: person.email }, select: { id: true } });
        if (!taken) throw error;
        return undefined;
      }
    },
    async signIn(credentials, client) {
      try {
        const { token, user } = await api.signInEmail({ body: credentials, headers: originHeaders(client) });
        return { userId: asId('user', user.id), token };
      } catch (error) {
        if (isRefusal(error, 401)) return undefined;
        throw error;
      }
    },
    async findSession(token) {
      // Anything else was never a token of ours; it may not even be fit for a header.
      if (!tokenPattern.test(token)) return undefined;
      const found = await api.getSession({ headers: new Headers({ authorization: `Bearer ${token}` }) });
      if (!found) return undefined;
      const { id, userId, createdAt, expiresAt } = found.session;
      const endsAt = new Date(Math.min(expiresAt.getTime(), createdAt.getTime() + sessionLifeMaxSeconds * 1000));
      if (endsAt.getTime() <= Date.now()) {
        await database.session.deleteMany({ where: { id } });
        return undefined;
      }
      return { id: asId('session', id), userId: asId('user', userId), begunAt: createdAt, expiresAt: endsAt };
    },
    async signAccessToken(claims) {
      const { token } = await api.signJWT({ body: { payload: claims } });
      return token;
    },
    publicKeys: () => api.getJwks(),
  };
}

function configure({ database, secret, issuer, gatewayOrigin, webOrigin, log }: IdentityEngineOptions) {
  return betterAuth({
    appName: 'Smarter Firms',
    baseURL: gatewayOrigin,
    trustedOrigins: [webOrigin],
    secret,
    database: engineAdapter(database),
    emailAndPassword: {
      enabled: true,
      minPasswordLength: passwordLengthMin,
      // better-auth counts UTF-16 units, of which a character has up to two; our own rule counted characters before.
      maxPasswordLength: passwordLengthMax * 2,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    user: {
      additionalFields: {
        timeZone: { type: 'string', required: true },
        locale: { type: 'string', required: true },
      },
    },
    session: { expiresIn: sessionIdleSeconds, updateAge: sessionRefreshSeconds },
    advanced: {
      database: { generateId: ({ model }) => idFor(model) },
      // It guesses 127.0.0.1 where it is told none; the hook below writes what is known.
      ipAddress: { disableIpTracking: true },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (_session, call) => ({
            data: { ipAddress: call?.headers?.get(clientOriginHeaders.address) ?? '' },
          }),
        },
      },
    },
    // Its limiter watches its own HTTP handler, which is not served here: sign-in-attempts.ts limits instead.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      // Its arguments may hold rows and addresses of people; the message says what failed.
      log: (_level, message) => log.error({ engine: 'better-auth' }, message),
    },
    plugins: [
      bearer(),
      jwt({
        jwt: { issuer, audience: accessTokenAudience },
        jwks: {
          keyPairConfig: { alg: 'EdDSA', crv: 'Ed25519' },
          rotationInterval: rotationSeconds,
          gracePeriod: overlapSeconds,
        },
        adapter: signingKeyStore(database),
        disableSettingJwtHeader: true,
      }),
    ],
  });
}

function idFor(model: string): string {
  if (model === 'user') return newId('user');
  if (model === 'session') return newId('session');
  return crypto.randomUUID();
}

/** What better-auth generates: 190 random bits. */
const tokenPattern = /^[A-Za-z0-9]{32}$/;

function originHeaders({ address, userAgent }: ClientOrigin): Headers {
  const headers = new Headers();
  if (address) headers.set(clientOriginHeaders.address, address);
  if (userAgent) headers.set('user-agent', userAgent);
  return headers;
}

function isRefusal(error: unknown, status: number): boolean {
  return error instanceof APIError && error.statusCode === status;
}
