import type { Announcement, Audience } from '../announcement/announcement.ts';
import { reason } from './email-reason.ts';

/*
 * Mail readers know tables and inline styles, and few of them more. The style element adds what the better ones
 * understand: dark colours, and narrow screens.
 */
const font = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Helvetica,Arial,sans-serif;";
const ink = '#14213a';
const quiet = '#5b6577';
const line = '#e3e6ec';

/** The HTML form of an email. Everything that comes from people or other services is escaped. */
export function emailHtml(announcement: Announcement, audience: Audience, url: string): string {
  const { title, body, action, counts } = announcement;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(title)}</title>
<style>
@media (prefers-color-scheme: dark) {
  .page { background: #0d1320 !important; }
  .card { background: #151d2e !important; border-color: #28324a !important; }
  .ink { color: #eef1f7 !important; }
  .quiet { color: #a3adc2 !important; }
  .rule { border-color: #28324a !important; }
  .action { background: #eef1f7 !important; color: #14213a !important; }
}
@media (max-width: 600px) {
  .card { padding: 28px 20px !important; }
  .wide { display: none !important; }
}
</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f3f4f7;">
<div style="display:none;max-height:0;overflow:hidden;">${escapeHtml(body)}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" style="background:#f3f4f7;">
<tr><td align="center" style="padding:32px 12px;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;">
<tr><td class="ink" style="${font}font-size:15px;font-weight:650;letter-spacing:.01em;color:${ink};padding:0 4px 16px;">Smarter Firms</td></tr>
<tr><td class="card" style="background:#ffffff;border:1px solid ${line};border-radius:10px;padding:36px 40px;">
<h1 class="ink" style="${font}font-size:22px;line-height:29px;font-weight:650;color:${ink};margin:0 0 16px;">${escapeHtml(title)}</h1>
<p class="ink" style="${font}font-size:15px;line-height:23px;color:${ink};margin:0 0 12px;">Hello ${escapeHtml(audience.recipientName)},</p>
<p class="ink" style="${font}font-size:15px;line-height:23px;color:${ink};margin:0 0 24px;">${escapeHtml(body)}</p>
${counts ? countsTable(counts) : ''}
<table role="presentation" cellpadding="0" cellspacing="0"><tr><td>
<a class="action" href="${escapeHtml(url)}" style="${font}display:inline-block;background:${ink};color:#ffffff;font-size:15px;font-weight:600;line-height:20px;text-decoration:none;border-radius:7px;padding:12px 20px;">${escapeHtml(action)}</a>
</td></tr></table>
</td></tr>
<tr><td class="quiet" style="${font}font-size:13px;line-height:19px;color:${quiet};padding:18px 4px 0;">${escapeHtml(reason(audience))}<br>If the button does not work, open <a class="quiet" href="${escapeHtml(url)}" style="color:${quiet};word-break:break-all;">${escapeHtml(url)}</a></td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}

function countsTable({ columns, rows }: NonNullable<Announcement['counts']>): string {
  const align = (column: number) => (column === 0 ? 'left' : 'right');
  // Phones have no room for the last column, which says least.
  const wide = (column: number) => (column === columns.length - 1 ? ' wide' : '');
  const heading = columns.map(
    (name, column) =>
      `<th class="quiet rule${wide(column)}" scope="col" align="${align(column)}" style="${font}font-size:12px;font-weight:600;color:${quiet};border-bottom:1px solid ${line};padding:0 0 8px ${column ? 12 : 0}px;">${escapeHtml(name)}</th>`,
  );
  const lines = rows.map((row) => {
    const cells = row.map(
      (cell, column) =>
        `<td class="ink rule${wide(column)}" align="${align(column)}" style="${font}font-size:14px;line-height:20px;color:${ink};font-variant-numeric:tabular-nums;border-bottom:1px solid ${line};padding:9px 0 9px ${column ? 12 : 0}px;">${escapeHtml(cell)}</td>`,
    );
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<table width="100%" cellpadding="0" cellspacing="0" style="border-collapse:collapse;margin:0 0 28px;">
<thead><tr>${heading.join('')}</tr></thead>
<tbody>${lines.join('\n')}</tbody>
</table>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
