import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { Database } from '../database.ts';

interface Limit {
  /** Failures that cost nothing: people mistype. */
  free: number;
  /** The first failure beyond locks for one second, each further one twice as long, up to this many seconds. */
  lockSecondsMax: number;
  /** Failures are forgotten after this many seconds without another one. */
  memorySeconds: number;
}

/** Few guesses per account, however many addresses they come from. The lock is short: it must not keep the owner out for long. */
const accountLimit: Limit = { free: 5, lockSecondsMax: 900, memorySeconds: 86_400 };
/** More per address: a whole firm may sit behind one. It stops who tries one password on many accounts. */
const addressLimit: Limit = { free: 30, lockSecondsMax: 900, memorySeconds: 3_600 };

export interface Attempt {
  email: string;
  address: string | undefined;
}

/** Counts failed sign-ins per account and per address, in the database, so that every process counts together. */
export interface SignInAttempts {
  /**
   * Counts an attempt before the password is looked at, so that guesses sent at once are counted one by one.
   * Returns the seconds to wait when the account or the address is locked: then nothing was counted for a further lock.
   */
  begin(attempt: Attempt): Promise<number | undefined>;
  /** The password was right: the account's failures are forgotten, and the address gets this one back. */
  succeed(attempt: Attempt): Promise<void>;
}

/** Accounts are counted by address of email whether they exist or not: a lock tells nothing. */
export function createSignInAttempts(database: Database): SignInAttempts {
  return {
    async begin(attempt) {
      const addressWait = attempt.address
        ? await count(database, addressKey(attempt.address), addressLimit)
        : undefined;
      return addressWait ?? count(database, accountKey(attempt.email), accountLimit);
    },
    async succeed({ email, address }) {
      // With what nobody remembers any more, so that the table does not grow with every address ever tried.
      await database.$executeRaw`
        delete from sign_in_attempt
        where id = ${accountKey(email)}
          or last_failed_at < now() - make_interval(secs => ${accountLimit.memorySeconds})`;
      if (!address) return;
      await database.$executeRaw`
        update sign_in_attempt set failures = failures - 1, locked_until = null
        where id = ${addressKey(address)} and failures > 0`;
    },
  };
}

/** One statement decides and counts, so two attempts at the same moment cannot both pass as the last free one. */
async function count(
  database: Database,
  key: string,
  { free, lockSecondsMax, memorySeconds }: Limit,
): Promise<number | undefined> {
  const counted = await database.$executeRaw`
    insert into sign_in_attempt as attempt (id, failures, last_failed_at)
    values (${key}, 1, now())
    on conflict (id) do update set
      failures = case when attempt.last_failed_at < now() - make_interval(secs => ${memorySeconds}) then 1 else attempt.failures + 1 end,
      last_failed_at = now(),
      locked_until = case
        when attempt.last_failed_at >= now() - make_interval(secs => ${memorySeconds}) and attempt.failures + 1 > ${free}
        then now() + make_interval(secs => least(power(2, least(attempt.failures - ${free}, 30)), ${lockSecondsMax}))
      end
    where attempt.locked_until is null or attempt.locked_until <= now()`;
  if (counted > 0) return undefined;
  const [lock] = await database.$queryRaw<{ seconds: number }[]>`
    select ceil(extract(epoch from locked_until - now()))::int as seconds from sign_in_attempt where id = ${key}`;
  return Math.max(1, lock?.seconds ?? 1);
}

const accountKey = (email: string) => keyOf('account', email);
const addressKey = (address: string) => keyOf('address', networkOf(address));

function keyOf(kind: string, subject: string): string {
  return `${kind}:${createHash('sha256').update(subject).digest('base64url')}`;
}

/** An IPv6 subscriber owns a whole /64 and can use a new address for every attempt: its first four groups count. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail = ''] = address.split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  const missing = Math.max(0, 8 - groups(head).length - groups(tail).length);
  const all = [...groups(head), ...Array<string>(missing).fill('0'), ...groups(tail)];
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
