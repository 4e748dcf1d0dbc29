import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { RegionName } from '../region.ts';
import type { StateFile } from '../state-file.ts';

const codeSeconds = 600;

/** What one user of one firm allowed the application, once. */
export interface Grant {
  id: string;
  accountId: number;
  userId: number;
  region: RegionName;
  refreshToken: string;
}

interface Code {
  code: string;
  accountId: number;
  userId: number;
  region: RegionName;
  redirectUri: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

interface AccessToken {
  token: string;
  grantId: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

export interface GrantRecords {
  codes: Code[];
  grants: Grant[];
  accessTokens: AccessToken[];
}

export interface GrantOptions {
  accessTokenSeconds: number;
  rotateRefreshToken: boolean;
}

/**
 * Codes, access tokens and refresh tokens. Every change is on disk before it is answered, so that a restart does not
 * take away what a client already stored.
 */
export class Grants {
  readonly #codes = new Map<string, Code>();
  readonly #grants = new Map<string, Grant>();
  readonly #accessTokens = new Map<string, AccessToken>();
  readonly #clock: Clock;
  /** May be changed while running; tokens that were issued keep their time. */
  readonly options: GrantOptions;
  readonly #file: StateFile<GrantRecords>;

  constructor(file: StateFile<GrantRecords>, clock: Clock, options: GrantOptions) {
    this.#clock = clock;
    this.options = { ...options };
    this.#file = file;
    const records = file.read();
    for (const code of records?.codes ?? []) this.#codes.set(code.code, code);
    for (const grant of records?.grants ?? []) this.#grants.set(grant.id, grant);
    for (const token of records?.accessTokens ?? []) this.#accessTokens.set(token.token, token);
  }

  issueCode(owner: Pick<Code, 'accountId' | 'userId' | 'region' | 'redirectUri'>): string {
    const code = newToken();
    this.#codes.set(code, { ...owner, code, expiresAt: this.#clock.now() + codeSeconds * 1000 });
    this.#save();
    return code;
  }

  /** Exchanges a code, once. Undefined when it is unknown, used, expired, or from another host or redirect URI. */
  redeemCode(code: string, region: RegionName, redirectUri: string): { grant: Grant; accessToken: string } | undefined {
    const known = this.#codes.get(code);
    if (!known || known.region !== region || known.expiresAt <= this.#clock.now()) return undefined;
    if (known.redirectUri !== redirectUri) return undefined;
    this.#codes.delete(code);
    const grant: Grant = {
      id: newToken(),
      accountId: known.accountId,
      userId: known.userId,
      region,
      refreshToken: newToken(),
    };
    this.#grants.set(grant.id, grant);
    return { grant, accessToken: this.#issueAccessToken(grant) };
  }

  /** `rotated` is the new refresh token where the old one is no longer good. */
  refresh(refreshToken: string, region: RegionName): { accessToken: string; rotated: string | undefined } | undefined {
    const grant = [...this.#grants.values()].find((known) => known.refreshToken === refreshToken);
    if (!grant || grant.region !== region) return undefined;
    if (this.options.rotateRefreshToken) grant.refreshToken = newToken();
    return {
      accessToken: this.#issueAccessToken(grant),
      rotated: this.options.rotateRefreshToken ? grant.refreshToken : undefined,
    };
  }

  /** The grant behind an access token that is good on this host. */
  grantOf(accessToken: string, region: RegionName): Grant | undefined {
    const token = this.#accessTokens.get(accessToken);
    if (!token || token.expiresAt <= this.#clock.now()) return undefined;
    const grant = this.#grants.get(token.grantId);
    return grant?.region === region ? grant : undefined;
  }

  /** Whether someone of this account allowed the application and it still holds. */
  hasGranted(accountId: number): boolean {
    return [...this.#grants.values()].some((grant) => grant.accountId === accountId);
  }

  isGrantedBy(userId: number): boolean {
    return [...this.#grants.values()].some((grant) => grant.userId === userId);
  }

  revoke(grant: Grant): void {
    this.#grants.delete(grant.id);
    for (const [token, { grantId }] of this.#accessTokens) if (grantId === grant.id) this.#accessTokens.delete(token);
    this.#save();
  }

  /** Ends what someone granted who cannot sign in any more, and the codes that were on their way. */
  revokeUser(userId: number): void {
    for (const [code, owner] of this.#codes) if (owner.userId === userId) this.#codes.delete(code);
    for (const grant of this.#grants.values()) if (grant.userId === userId) this.revoke(grant);
  }

  /** Revokes all that a firm granted, as its administrator can; returns how many. */
  revokeAccount(accountId: number): number {
    const grants = [...this.#grants.values()].filter((grant) => grant.accountId === accountId);
    for (const grant of grants) this.revoke(grant);
    return grants.length;
  }

  get accessTokenSeconds(): number {
    return this.options.accessTokenSeconds;
  }

  #issueAccessToken(grant: Grant): string {
    const token = newToken();
    const expiresAt = this.#clock.now() + this.options.accessTokenSeconds * 1000;
    this.#accessTokens.set(token, { token, grantId: grant.id, expiresAt });
    this.#save();
    return token;
  }

  #save(): void {
    const now = this.#clock.now();
    for (const [code, { expiresAt }] of this.#codes) if (expiresAt <= now) this.#codes.delete(code);
    for (const [token, { expiresAt }] of this.#accessTokens) if (expiresAt <= now) this.#accessTokens.delete(token);
    this.#file.write({
      codes: [...this.#codes.values()],
      grants: [...this.#grants.values()],
      accessTokens: [...this.#accessTokens.values()],
    });
  }
}

function newToken(): string {
  return randomBytes(30).toString('base64url');
}
