/** The kinds of records that Clio tells of by webhook, by the names that it takes as `model`. One webhook per model. */
export const clioModels = [
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
export type ClioModel = (typeof clioModels)[number];

/** The events to ask for. Payments are never deleted, and Clio refuses the word for them. */
export function eventsOf(model: ClioModel): readonly string[] {
  return model === 'clio_payments_payment' ? ['created', 'updated'] : ['created', 'updated', 'deleted'];
}
