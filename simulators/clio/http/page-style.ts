import { escapeHtml } from './escape-html.ts';

/** A whole page around `content`, which is HTML already. */
export function page(title: string, content: string, width = '30rem', css = ''): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>
:root { color-scheme: light dark; --ink: #14213d; --soft: #5b6579; --line: #d9dee7; --paper: #fff; --ground: #f3f5f9; --accent: #0b5fd8; --good: #18794e; --warn: #96630a; --bad: #c0272d; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8ecf4; --soft: #9aa5b8; --line: #303a4d; --paper: #171e2b; --ground: #0d121b; --accent: #6ba4ff; --good: #5bd0a0; --warn: #e8b454; --bad: #ff8a8a; }
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; padding: 4vh 1rem; }
main { max-width: ${width}; margin: 0 auto; background: var(--paper); border: 1px solid var(--line); border-radius: 14px; padding: 2rem; }
h1 { font-size: 1.35rem; line-height: 1.25; margin: 0 0 .75rem; }
h2 { font-size: 1rem; margin: 2rem 0 .5rem; }
p { margin: 0 0 1rem; }
.brand { color: var(--soft); font-size: .85rem; letter-spacing: .04em; text-transform: uppercase; margin-bottom: 1.25rem; }
.soft { color: var(--soft); font-size: .9rem; }
label { display: block; font-weight: 600; margin-bottom: .3rem; }
select, input { width: 100%; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: .55rem .7rem; }
ul { padding-left: 1.2rem; margin: 0 0 1.25rem; }
.actions { display: flex; gap: .75rem; margin-top: 1.5rem; flex-wrap: wrap; }
button { font: inherit; font-weight: 600; border-radius: 8px; padding: .6rem 1.2rem; border: 1px solid var(--line); background: transparent; color: inherit; cursor: pointer; }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--paper); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
table { width: 100%; border-collapse: collapse; font-size: .88rem; }
th, td { text-align: left; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; }
.row { display: flex; gap: .75rem; flex-wrap: wrap; align-items: end; }
.row > div { flex: 1 1 8rem; }
${css}</style>
</head>
<body><main>${content}</main></body>
</html>`;
}

export function noticePage(title: string, text: string): string {
  return page(
    title,
    `<div class="brand">Clio Manage · simulator</div><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p>`,
  );
}
