import { createHash } from 'node:crypto';
import { newEvent } from '@smarterfirms/platform/events';
import type { BetterAuthOptions } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import type { Database, Transaction } from '../database.ts';
import { insertEvent } from '../outbox/outbox-records.ts';

type Adapter = ReturnType<ReturnType<typeof prismaAdapter>>;
type Where = Parameters<Adapter['findOne']>[0]['where'][number];

/**
 * better-auth's Prisma adapter with two guarantees that better-auth has no setting for:
 *  - a session's token is stored as its SHA-256 and compared by it; only the caller who brought a token sees it again;
 *  - a person is never written without the event that tells the other services: same transaction.
 */
export function engineAdapter(database: Database): (options: BetterAuthOptions) => Adapter {
  return (options) => ({
    ...adapterFor(database, options),
    transaction: (work) => database.$transaction((transaction) => work(adapterFor(transaction, options))),
  });
}

function adapterFor(client: Database | Transaction, options: BetterAuthOptions): Adapter {
  const inner = prismaAdapter(client, { provider: 'postgresql', transaction: true })(options);
  return {
    ...inner,
    async create(request) {
      if (request.model !== 'session') {
        const created = await inner.create(request);
        if (request.model === 'user') await writeRegistered(client, created as unknown as RegisteredUser);
        return created as never;
      }
      const { token } = request.data as unknown as { token: string };
      const created = await inner.create({ ...request, data: { ...request.data, token: hashToken(token) } });
      return { ...created, token } as never;
    },
    async findOne(request) {
      const found = await inner.findOne(hashed(request));
      return withToken(found, tokenIn(request)) as never;
    },
    async update(request) {
      const updated = await inner.update(hashed(request));
      return withToken(updated, tokenIn(request)) as never;
    },
    findMany: (request) => inner.findMany(hashed(request)),
    count: (request) => inner.count(hashed(request)),
    updateMany: (request) => inner.updateMany(hashed(request)),
    delete: (request) => inner.delete(hashed(request)),
    deleteMany: (request) => inner.deleteMany(hashed(request)),
  };
}

interface RegisteredUser {
  id: string;
  email: string;
  name: string;
  timeZone: string;
  locale: string;
}

async function writeRegistered(client: Database | Transaction, user: RegisteredUser): Promise<void> {
  const { id: userId, email, name, timeZone, locale } = user;
  const event = newEvent('user.registered', { userId, email, name, timeZone, locale });
  await insertEvent(client, event);
}

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

function hashed<Request extends { model: string; where?: Where[] | undefined }>(request: Request): Request {
  if (request.model !== 'session' || !request.where) return request;
  return { ...request, where: request.where.map(hashedCondition) };
}

function hashedCondition(condition: Where): Where {
  const { field, value } = condition;
  if (field !== 'token') return condition;
  if (typeof value === 'string') return { ...condition, value: hashToken(value) };
  if (Array.isArray(value)) return { ...condition, value: value.map((token) => hashToken(String(token))) };
  return condition;
}

function tokenIn({ model, where }: { model: string; where: Where[] }): string | undefined {
  const condition = model === 'session' ? where.find(({ field }) => field === 'token') : undefined;
  return typeof condition?.value === 'string' ? condition.value : undefined;
}

function withToken(row: unknown, token: string | undefined): unknown {
  return row && token ? { ...row, token } : row;
}
