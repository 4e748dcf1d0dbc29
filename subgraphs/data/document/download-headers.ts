/** What browsers show as a page, or run, is never handed over under its own type. */
const passiveTypes =
  /^(application\/(pdf|zip|rtf|msword|vnd\.(ms-[\w.-]+|openxmlformats-[\w.-]+|oasis\.[\w.-]+))|image\/(png|jpeg|gif|webp|tiff|heic)|audio\/[\w.-]+|video\/[\w.-]+|text\/(plain|csv)|message\/rfc822)$/;
const nameLengthMax = 150;

interface NamedFile {
  name: string | null;
  filename: string | null;
  contentType: string | null;
}

/** The headers that the object store sends with a content: it is always saved, under a harmless name and type. */
export function downloadHeaders(file: NamedFile): { contentDisposition: string; contentType: string } {
  const name = safeName(file.filename ?? file.name ?? 'document');
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
  const type = (file.contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  return {
    // RFC 6266: the second form for whoever reads it, the first for the rest.
    contentDisposition: `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`,
    contentType: passiveTypes.test(type) ? type : 'application/octet-stream',
  };
}

function safeName(text: string): string {
  const name = text
    .toWellFormed()
    // Path separators, what Windows refuses, control characters, and those that turn the reading direction around.
    .replace(/[/\\:*?"<>|\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const letters = [...name];
  if (letters.length <= nameLengthMax) return name || 'document';
  const ending = /\.[^.]{1,10}$/.exec(name)?.[0] ?? '';
  return letters.slice(0, nameLengthMax - ending.length).join('') + ending;
}
