import type { Announcement, Audience } from '../announcement/announcement.ts';
import { emailHtml } from './email-html.ts';
import { reason } from './email-reason.ts';

/** An email in both forms that a reader may prefer. */
export interface Email {
  subject: string;
  text: string;
  html: string;
}

/** Writes an announcement as an email. @param webOrigin origin of the web application, which its link leads to. */
export function emailOf(announcement: Announcement, audience: Audience, webOrigin: string): Email {
  const url = new URL(announcement.href, webOrigin).href;
  return {
    subject: announcement.title,
    text: emailText(announcement, audience, url),
    html: emailHtml(announcement, audience, url),
  };
}

function emailText(announcement: Announcement, audience: Audience, url: string): string {
  const { title, body, action, counts } = announcement;
  const table = counts ? [textTable([counts.columns, ...counts.rows]), ''] : [];
  return [
    `Hello ${audience.recipientName},`,
    '',
    `${title}.`,
    '',
    body,
    '',
    ...table,
    `${action}:`,
    url,
    '',
    '--',
    reason(audience),
    '',
  ].join('\n');
}

/** Names to the left, numbers to the right, in columns of a fixed width. */
function textTable(rows: readonly (readonly string[])[]): string {
  const widthOf = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widthOf(column)) : cell.padStart(widthOf(column))))
        .join('  '),
    )
    .join('\n');
}
