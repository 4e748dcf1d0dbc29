import type { EventOf } from '@smarterfirms/platform/events';
import type { Announcement, Audience } from './announcement.ts';
import { connectionNeedsAttention } from './connection-needs-attention.ts';
import { syncCompleted } from './sync-completed.ts';
import { syncFailed } from './sync-failed.ts';
import { syncStale } from './sync-stale.ts';

/** Events that people may be told of. */
export type ToldEvent = EventOf<'sync.completed' | 'sync.failed' | 'sync.stale' | 'connection.needs_attention'>;

/** Whether people are told at all: only a firm's whole copy is news, the hourly refreshes are not. */
export function isNews(event: ToldEvent): boolean {
  return event.type !== 'sync.completed' || event.payload.kind === 'FULL';
}

export function announcementOf(event: ToldEvent, audience: Audience): Announcement {
  switch (event.type) {
    case 'sync.completed':
      return syncCompleted(event.payload, audience);
    case 'sync.failed':
      return syncFailed(event.payload, event.occurredAt, audience);
    case 'sync.stale':
      return syncStale(event.payload, audience);
    case 'connection.needs_attention':
      return connectionNeedsAttention(event.payload, event.occurredAt, audience);
  }
}
