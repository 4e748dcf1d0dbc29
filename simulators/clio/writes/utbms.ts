import { ClioError, notFound } from '../api/errors.ts';
import type { Firm, Nested } from '../firm/firm.ts';
import type { ActivityRow } from '../firm/work-rows.ts';
import { matterShape } from '../resources/matters.ts';
import { readField } from '../resources/shape.ts';
import type { Given } from './given.ts';

/** The code of an expense that `{"name": {"id": 1}}` names; null takes it away. Another id is 404. */
export function expenseCode(given: Given, name: string, firm: Firm): Nested | null | undefined {
  if (given.data[name] === null) return null;
  const id = given.inside(name)?.data['id'];
  if (id === undefined) return undefined;
  const code = firm.utbmsCodes.find((known) => known.id === id && known['type'] === 'UtbmsExpense');
  if (!code) throw notFound();
  return code;
}

/** Throws 422 that names the field when the matter wants the codes of UTBMS and the activity has none. */
export function requireUtbms({ matter, type, description, utbmsExpense }: ActivityRow): void {
  if (!matter || readField(matterShape, matter, 'require_utbms_codes') !== true) return;
  const [field, code] =
    type === 'TimeEntry' ? ['activity_description', description?.utbms] : ['utbms_expense', utbmsExpense];
  if (code) return;
  const message = 'must have a UTBMS code';
  throw new ClioError(422, 'ArgumentError', `${String(field)} ${message}`, { [String(field)]: [message] });
}
