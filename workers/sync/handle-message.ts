import { EraseFirm, parseMessage, SyncPage } from '@smarterfirms/platform/messages';
import { z } from 'zod';
import { eraseCopy } from './erase-copy.ts';
import type { SyncParts } from './parts.ts';
import { syncPages } from './sync-pages.ts';

const envelope = z.object({ kind: z.enum([SyncPage.name, EraseFirm.name]) });

/** Does what one message of the sync queue asks for. Throws when it should be delivered again. */
export async function handleMessage(body: string, deadline: Date, parts: SyncParts): Promise<void> {
  const { kind } = envelope.parse(JSON.parse(body));
  if (kind === SyncPage.name) await syncPages(parseMessage(SyncPage, body), deadline, parts);
  else await eraseCopy(parseMessage(EraseFirm, body), deadline, parts);
}
