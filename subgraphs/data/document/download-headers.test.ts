import { expect, test } from '@jest/globals';
import { downloadHeaders } from './download-headers.ts';

const file = { name: null, filename: null, contentType: null };

test('what a browser would show as a page or run is handed over as bytes of no type', () => {
  for (const contentType of [
    'text/html',
    'image/svg+xml',
    'application/xhtml+xml',
    'text/javascript',
    'pdf',
    '',
    null,
  ]) {
    expect(downloadHeaders({ ...file, contentType }).contentType).toBe('application/octet-stream');
  }
  expect(downloadHeaders({ ...file, contentType: 'Application/PDF; charset=x' }).contentType).toBe('application/pdf');
  expect(downloadHeaders({ ...file, contentType: 'text/csv' }).contentType).toBe('text/csv');
});

test('a file is always saved, whatever its name tries', () => {
  const disposition = (filename: string) => downloadHeaders({ ...file, filename }).contentDisposition;
  expect(disposition('Brief.pdf')).toBe(`attachment; filename="Brief.pdf"; filename*=UTF-8''Brief.pdf`);
  expect(disposition('../../etc/passwd')).toBe(
    `attachment; filename="_.._etc_passwd"; filename*=UTF-8''_.._etc_passwd`,
  );
  expect(disposition('a"; filename="b.exe\r\nSet-Cookie: c')).not.toMatch(/[\r\n]|"b\.exe/);
  expect(disposition('Lettre à Zoë (1).pdf')).toBe(
    `attachment; filename="Lettre _ Zo_ (1).pdf"; filename*=UTF-8''Lettre%20%C3%A0%20Zo%C3%AB%20%281%29.pdf`,
  );
  expect(disposition('invoice\u202efdp.exe')).toContain('invoice_fdp.exe');
  expect(disposition('...')).toContain('filename="document"');
  expect(disposition('\ud800')).toContain('attachment');
  expect(disposition(`${'x'.repeat(400)}.docx`)).toMatch(/^attachment; filename="x{145}\.docx"/);
});
