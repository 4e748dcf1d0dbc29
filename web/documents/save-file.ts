/** As long as a link opens (`DocumentLink`): by then the browser saves the file, or has said that it cannot. */
const linkLifeMs = 120_000;

/**
 * Has the browser save what a link opens. The store sends an attachment; whatever a frame shows instead is a refusal, and the
 * page stays.
 *
 * No event says that an attachment has begun, and a frame that goes before takes the download with it: it goes when its link
 * has expired.
 */
export function saveFile(url: string, onRefused: () => void): void {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.sandbox.add('allow-downloads');
  const expiry = setTimeout(() => frame.remove(), linkLifeMs);
  frame.addEventListener('load', () => {
    clearTimeout(expiry);
    frame.remove();
    onRefused();
  });
  frame.src = url;
  document.body.append(frame);
}
