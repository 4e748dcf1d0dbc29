import { webhookFaultKinds } from '../../webhooks/webhook-faults.ts';
import { webhookModels } from '../../webhooks/webhook-model.ts';
import type { World } from '../../world.ts';
import { faultKinds } from '../faults.ts';
import { layout, markup, table } from './layout.ts';
import { resourceChoices } from './requests-page.ts';

/** `GET /_control/page/faults`: what is armed, and forms to arm more. */
export function faultsPage({ faults, webhooks }: World): string {
  const armed = faults
    .list()
    .map((fault) => [
      fault.kind,
      [fault.method, fault.resource ?? 'every request'].filter(Boolean).join(' '),
      fault.remaining ?? 'until cleared',
      fault.until?.slice(11, 19) ?? '',
      fault.probability === 1 ? 'always' : `${Math.round(fault.probability * 100)} %`,
      markup`<form data-action="faults/${fault.id}" data-method="DELETE" data-done="The fault was cleared."><button class="small">Clear</button></form>`,
    ]);
  const told = webhooks.dispatcher.faults
    .list()
    .map(({ kind, remaining, model, delaySeconds }) => [
      kind,
      model ?? 'every model',
      remaining,
      kind === 'late' ? `${delaySeconds} s` : '',
    ]);
  const options = (words: readonly string[], all: string) =>
    words.map((word) => markup`<option value="${word}">${word || all}</option>`);
  return layout(
    'Faults',
    'faults',
    markup`<h2>Armed for requests</h2>
${table('Armed faults', ['Fault', 'Where', 'Requests left', 'Until', 'How often', ''], armed, 'Nothing is armed: every request is answered as Clio would.')}
<form class="card" data-action="faults" data-done="The fault is armed." style="margin-top:1rem"><h3>Break requests</h3><div class="fields">
<div><label for="kind">Fault</label><select id="kind" name="kind">${options(faultKinds, '')}</select></div>
<div><label for="resource">Where</label><select id="resource" name="resource">${options(resourceChoices, 'every request')}</select></div>
<div><label for="count">Requests (empty: no end)</label><input id="count" name="count" type="number" min="1" value="1" data-empty="null"></div>
<div><label for="seconds">For seconds</label><input id="seconds" name="seconds" type="number" min="1"></div>
<div><label for="probability">Probability</label><input id="probability" name="probability" type="number" min="0" max="1" step="0.05" value="1"></div>
<div><label for="seed">Seed</label><input id="seed" name="seed"></div>
<div><label for="delayMs">Delay or pause, ms</label><input id="delayMs" name="delayMs" type="number" min="1" value="2000"></div>
<div><label for="retryAfterSeconds">Retry-After, s</label><input id="retryAfterSeconds" name="retryAfterSeconds" type="number" min="0" value="1"></div>
</div><button class="primary">Arm</button></form>
<h2>Armed for webhooks</h2>
${table('Armed faults of webhooks', ['Fault', 'Model', 'Deliveries left', 'Delay'], told, 'Nothing is armed: every change is told once and in order.')}
<form class="card" data-action="webhook-faults" data-done="The fault is armed." style="margin-top:1rem"><h3>Break deliveries</h3><div class="fields">
<div><label for="hookKind">Fault</label><select id="hookKind" name="kind">${options(webhookFaultKinds, '')}</select></div>
<div><label for="model">Model</label><select id="model" name="model">${options(['', ...webhookModels], 'every model')}</select></div>
<div><label for="hookCount">Deliveries</label><input id="hookCount" name="count" type="number" min="1" value="1"></div>
<div><label for="delaySeconds">Delay, s</label><input id="delaySeconds" name="delaySeconds" type="number" min="0" value="300"></div>
</div><button class="primary">Arm</button></form>`,
  );
}
