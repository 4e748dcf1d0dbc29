export type AnnouncementKind = 'SYNC_COMPLETED' | 'SYNC_FAILED' | 'SYNC_STALE' | 'CONNECTION_NEEDS_ATTENTION';

/** Who is told, and about which firm: decides names, language, zone. */
export interface Audience {
  firmId: string;
  firmName: string;
  recipientName: string;
  timeZone: string;
  locale: string;
}

/** What one person is told of one event: the entry in their list and the email say the same. */
export interface Announcement {
  kind: AnnouncementKind;
  title: string;
  body: string;
  /** A path within the web application, and what the link to it is called. */
  href: string;
  action: string;
  /** Counts per kind of record, where the event has them. */
  counts?: { columns: readonly string[]; rows: readonly (readonly string[])[] };
}
