/** The kinds of record that can be watched, by Clio's number. */
export const webhookModels = [
  'matter',
  'activity',
  'bill',
  'calendar_entry',
  'communication',
  'contact',
  'task',
  'document',
  'folder',
  'clio_payments_payment',
] as const;
export type WebhookModel = (typeof webhookModels)[number];

export const webhookEvents = [
  'created',
  'updated',
  'deleted',
  'matter_opened',
  'matter_pended',
  'matter_closed',
] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

const collections: Readonly<Record<WebhookModel, string>> = {
  matter: 'matters',
  activity: 'activities',
  bill: 'bills',
  calendar_entry: 'calendar_entries',
  communication: 'communications',
  contact: 'contacts',
  task: 'tasks',
  document: 'documents',
  folder: 'folders',
  clio_payments_payment: 'clio_payments/payments',
};

export function collectionOf(model: WebhookModel): string {
  return collections[model];
}

/** By name or by number, which may be a text. */
export function webhookModelNamed(value: unknown): WebhookModel | undefined {
  return webhookModels.find((model, index) => model === value || String(index + 1) === String(value));
}

/** The last three are of matters alone, and payments are never deleted. */
export function eventsOf(model: WebhookModel): readonly WebhookEvent[] {
  if (model === 'matter') return webhookEvents;
  return model === 'clio_payments_payment' ? ['created', 'updated'] : ['created', 'updated', 'deleted'];
}
