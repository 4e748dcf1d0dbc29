import ids from './operation-ids.json' with { type: 'json' };

/**
 * The id by which the gateway knows an operation of this application. Undefined while developing, when operations change
 * faster than they are registered: then their text is sent.
 */
export function operationId(name: string | undefined): string | undefined {
  if (process.env.NODE_ENV === 'development' || name === undefined || !Object.hasOwn(ids, name)) return undefined;
  return ids[name as keyof typeof ids];
}

/** How a request names a registered operation (Apollo's persisted queries). */
export function persistedQuery(sha256Hash: string) {
  return { persistedQuery: { version: 1, sha256Hash } } as const;
}
