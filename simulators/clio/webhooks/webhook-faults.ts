import { type WebhookModel, webhookModels } from './webhook-model.ts';

/** The last hits the next webhook that is made, the others the next deliveries. */
export const webhookFaultKinds = ['late', 'missing', 'duplicated', 'reordered', 'short-events'] as const;
export type WebhookFaultKind = (typeof webhookFaultKinds)[number];

export interface WebhookFault {
  kind: WebhookFaultKind;
  /** How many deliveries it still hits. */
  remaining: number;
  /** Null for every model. */
  model: WebhookModel | null;
  /** How long `late` holds a delivery back, by the simulator's clock. */
  delaySeconds: number;
}

/** What is to go wrong with the next deliveries. Each fault hits those that match it, then it is used up. */
export class WebhookFaults {
  #faults: WebhookFault[] = [];

  add(fault: WebhookFault): void {
    this.#faults.push(fault);
  }

  clear(): void {
    this.#faults = [];
  }

  list(): readonly WebhookFault[] {
    return this.#faults;
  }

  /** The first fault that hits a delivery of this model, or a webhook that is being made. */
  take(model: WebhookModel, what: 'delivery' | 'webhook' = 'delivery'): WebhookFault | undefined {
    const fault = this.#faults.find(
      (known) =>
        (known.model === null || known.model === model) && (known.kind === 'short-events') === (what === 'webhook'),
    );
    if (!fault) return undefined;
    fault.remaining--;
    this.#faults = this.#faults.filter(({ remaining }) => remaining > 0);
    return fault;
  }
}

export function webhookFaultOf(body: Readonly<Record<string, unknown>>): WebhookFault | string {
  const kind = webhookFaultKinds.find((known) => known === body['kind']);
  if (!kind) return `kind must be one of ${webhookFaultKinds.join(', ')}`;
  const { count = 1, model: wanted = null, delaySeconds = 300 } = body;
  const model = webhookModels.find((known) => known === wanted) ?? null;
  if (wanted !== null && model === null) return `model must be one of ${webhookModels.join(', ')}`;
  if (typeof count !== 'number' || !(count >= 1)) return 'count must be a number from 1';
  if (typeof delaySeconds !== 'number' || !(delaySeconds >= 0)) return 'delaySeconds must be a number from 0';
  return { kind, remaining: count, model, delaySeconds };
}
