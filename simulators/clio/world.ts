import { AccessRules } from './api/access.ts';
import { type VersionSetting, versionSetting } from './api/api-version.ts';
import { PageCache } from './api/page-cache.ts';
import type { RateLimit } from './api/rate-limit.ts';
import type { SteppedClock } from './clock.ts';
import type { Faults } from './control/faults.ts';
import type { RequestLog } from './control/request-log.ts';
import type { Firm } from './firm/firm.ts';
import { furtherFirms } from './firm/further-firms.ts';
import { generateFirm } from './firm/generate-firm.ts';
import type { UserRow } from './firm/people-rows.ts';
import { type FirmProfile, firmProfiles } from './firm/profiles.ts';
import type { Life } from './life/life.ts';
import type { Grants } from './oauth/grants.ts';
import { ObjectStore } from './storage/object-store.ts';
import type { Webhooks } from './webhooks/webhooks.ts';
import { ChangeLog } from './writes/change-log.ts';

export interface OAuthApplication {
  name: string;
  clientId: string;
  clientSecret: string;
  /** Compared character by character. */
  redirectUris: readonly string[];
}

export interface WorldOptions {
  /** Records of the first firm; the others are small. */
  size: number;
  seed: string;
  until: number | string;
  /** Of the flat fees, how many have the type `FixedFee`. */
  fixedFeeShare: number;
}

interface Parts {
  clock: SteppedClock;
  grants: Grants;
  rate: RateLimit;
  faults: Faults;
  log: RequestLog;
  application: OAuthApplication;
  metaRecords: boolean;
  webhooks: Webhooks;
  life: Life;
}

/** All firms of all regions, and what the simulator knows beside them. */
export class World {
  readonly clock: SteppedClock;
  readonly grants: Grants;
  readonly rate: RateLimit;
  readonly faults: Faults;
  readonly log: RequestLog;
  readonly application: OAuthApplication;
  /** Whether lists carry `meta.records`, which Clio does not document. */
  readonly metaRecords: boolean;
  readonly webhooks: Webhooks;
  readonly life: Life;
  readonly changes = new ChangeLog();
  readonly access = new AccessRules();
  /** Which versions of the API there are; to be changed while running. */
  readonly versions: VersionSetting = { ...versionSetting };
  readonly pages = new PageCache();
  /** What clients uploaded. */
  readonly objects = new ObjectStore();
  readonly firms: readonly Firm[];

  constructor(parts: Parts, options: WorldOptions) {
    this.clock = parts.clock;
    this.grants = parts.grants;
    this.rate = parts.rate;
    this.faults = parts.faults;
    this.log = parts.log;
    this.application = parts.application;
    this.metaRecords = parts.metaRecords;
    this.webhooks = parts.webhooks;
    this.life = parts.life;
    const [first] = firmProfiles;
    const profiles = [...firmProfiles, ...furtherFirms(first, firmProfiles.length + 1)];
    this.firms = profiles.map((profile) => generateFirm(profile, { ...options, size: sizeOf(profile, options.size) }));
    this.webhooks.restore(this.firms);
  }

  firm(accountId: number): Firm | undefined {
    return this.firms.find(({ account }) => account.id === accountId);
  }

  /** Who signs in with this address, and where. */
  userByEmail(email: string): { firm: Firm; user: UserRow } | undefined {
    const wanted = email.trim().toLowerCase();
    for (const firm of this.firms) {
      const user = firm.tables.users.rows.find((row) => row.email === wanted);
      if (user) return { firm, user };
    }
    return undefined;
  }
}

/** The first firm has the size asked for. The others stay small: they are there to be someone else's. */
function sizeOf({ number }: FirmProfile, size: number): number {
  return number === 1 ? size : Math.min(size, Math.max(600, 1500 - number * 100));
}
