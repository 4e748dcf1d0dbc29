import { escapeHtml } from '../../http/escape-html.ts';
import { page } from '../../http/page-style.ts';
import { formScript } from './form-script.ts';

/** HTML already: what `markup` lets through as it is. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Piece = Markup | string | number | null | undefined | readonly Piece[];

/** A template whose values are escaped, unless they are markup themselves; a list is put one behind the other. */
export function markup(strings: TemplateStringsArray, ...values: readonly Piece[]): Markup {
  return new Markup(strings.reduce((text, part, index) => text + textOf(values[index - 1]) + part));
}

function textOf(piece: Piece): string {
  if (piece instanceof Markup) return piece.text;
  if (Array.isArray(piece)) return piece.map(textOf).join('');
  return piece === null || piece === undefined ? '' : escapeHtml(String(piece));
}

const places = [
  ['', 'Firms'],
  ['requests', 'Requests'],
  ['webhooks', 'Webhooks'],
  ['faults', 'Faults'],
  ['settings', 'Settings'],
] as const;
export type Place = (typeof places)[number][0];

/** A page of the control door. `place` is the entry of the navigation that it belongs to. */
export function layout(title: string, place: Place, content: Markup): string {
  const entries = places.map(
    ([name, label]) =>
      markup`<a href="/_control${name && '/page/'}${name}"${new Markup(name === place ? ' aria-current="page"' : '')}>${label}</a>`,
  );
  const whole = markup`<a class="skip" href="#content">Skip to the content</a>
<header><div class="brand">Clio Manage · simulator</div><nav aria-label="Control door">${entries}</nav></header>
<div id="content" tabindex="-1"><h1>${title}</h1>
<p id="result" role="status"></p><p id="mistake" role="alert"></p>
${content}</div>
<script>${new Markup(formScript)}</script>`;
  return page(`${title} · Clio simulator`, whole.text, '76rem', css);
}

/** Columns are numbers where their head ends with `#`. */
export function table(
  caption: string,
  heads: readonly string[],
  rows: readonly (readonly Piece[])[],
  empty: string,
): Markup {
  if (rows.length === 0) return markup`<p class="empty">${empty}</p>`;
  const isNumber = heads.map((head) => head.endsWith('#'));
  const cell = (index: number) => new Markup(isNumber[index] ? ' class="number"' : '');
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><thead><tr>${heads.map(
    (head, index) => markup`<th scope="col"${cell(index)}>${head.replace(/#$/, '')}</th>`,
  )}</tr></thead><tbody>${rows.map(
    (row) => markup`<tr>${row.map((piece, index) => markup`<td${cell(index)}>${piece}</td>`)}</tr>`,
  )}</tbody></table></div>`;
}

const css = `
main { padding: 1.25rem 2rem 2rem; }
header { display: flex; flex-wrap: wrap; gap: .5rem 2rem; align-items: baseline; border-bottom: 1px solid var(--line); margin: 0 -2rem 1.5rem; padding: 0 2rem; }
header .brand { margin: 0; }
nav { display: flex; flex-wrap: wrap; gap: 0 1.1rem; }
nav a { color: var(--soft); text-decoration: none; padding: .5rem 0; border-bottom: 3px solid transparent; }
nav a:hover { color: var(--ink); }
nav a[aria-current] { color: var(--ink); font-weight: 600; border-color: var(--accent); }
a { color: var(--accent); }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .4rem .8rem; }
#content:focus { outline: none; }
#result:empty, #mistake:empty { display: none; }
#result, #mistake { border-left: 4px solid var(--accent); padding: .5rem .8rem; background: var(--ground); border-radius: 6px; }
#mistake { border-color: var(--bad); }
h2 { font-size: 1.05rem; margin: 2.25rem 0 .6rem; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr)); gap: 1rem; align-items: start; }
.card { border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.1rem 1.1rem; }
.card h2, .card h3 { margin: 0 0 .6rem; font-size: 1rem; }
.fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 8.5rem), 1fr)); gap: .7rem; align-items: end; }
.fields + button, .card button { margin-top: .9rem; }
label { font-size: .85rem; }
label.check { display: flex; gap: .5rem; align-items: center; font-weight: 400; }
label.check input { width: auto; }
select, input, textarea, button { font-size: .92rem; }
select, input:not([type=checkbox]) { min-height: 2.65rem; }
form[role=search] { margin-bottom: 1.25rem; }
textarea { width: 100%; min-height: 9rem; font-family: ui-monospace, monospace; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: .55rem .7rem; }
button.small { padding: .15rem .7rem; margin: 0; font-size: .82rem; }
.empty { color: var(--soft); border: 1px dashed var(--line); border-radius: 10px; padding: 1rem; text-align: center; }
td { overflow-wrap: break-word; }
td code { overflow-wrap: anywhere; display: inline-block; min-width: 8rem; }
th { white-space: nowrap; }
code, pre { font-family: ui-monospace, monospace; font-size: .84rem; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--ground); border-radius: 8px; padding: .8rem 1rem; margin: 0; }
.tag { display: inline-block; border-radius: 99px; padding: 0 .6rem; font-size: .8rem; line-height: 1.6; border: 1px solid var(--line); white-space: nowrap; }
.tag.good { color: var(--good); border-color: currentColor; }
.tag.bad { color: var(--bad); border-color: currentColor; }
.tag.warn { color: var(--warn); border-color: currentColor; }
.counts { display: grid; grid-template-columns: repeat(auto-fill, minmax(12rem, 1fr)); gap: .4rem 1rem; list-style: none; padding: 0; }
.counts a { display: flex; justify-content: space-between; gap: 1rem; padding: .3rem .1rem; border-bottom: 1px solid var(--line); text-decoration: none; }
.counts span { color: var(--soft); font-variant-numeric: tabular-nums; }
.crumbs { color: var(--soft); font-size: .88rem; margin: -.4rem 0 1rem; }
@media (max-width: 34rem) { body { padding: 0; } main { border: 0; border-radius: 0; padding: 1rem; } header { margin: 0 -1rem 1.2rem; padding: 0 1rem; } }
`;
