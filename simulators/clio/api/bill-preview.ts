import type { BillRow } from '../firm/money-rows.ts';
import { escapeHtml } from '../http/escape-html.ts';
import { html, type Reply } from '../http/exchange.ts';
import { bills } from '../resources/bills.ts';
import { lineItemShape } from '../resources/line-items.ts';
import { readField } from '../resources/shape.ts';
import { isVisibleTo } from '../resources/visible-rows.ts';
import { linesOf } from '../writes/bill-totals.ts';
import type { ApiCall } from './call.ts';
import { notFound } from './errors.ts';
import { requirePermission } from './require-permission.ts';
import { restrictedReader } from './restricted-reader.ts';

const lineFields = ['date', 'description', 'quantity', 'price', 'total'];
const sumFields = ['sub_total', 'total_tax', 'total', 'due', 'paid', 'credits_issued', 'balance'];

/** `GET /api/v4/bills/{id}/preview.json`: the bill as a page of HTML, as Clio answers it in spite of the suffix. */
export function showBillPreview(call: ApiCall, id: number): Reply {
  requirePermission(call, bills);
  const bill = call.firm.tables.bills.find(id);
  const reader = restrictedReader(call);
  if (!bill || (reader && !isVisibleTo(reader, bills.shape, bill))) throw notFound();
  return html(200, pageOf(bill));
}

function pageOf(bill: BillRow): string {
  const cells = (values: readonly unknown[]) => values.map((value) => `<td>${escapeHtml(String(value ?? ''))}</td>`);
  const lines = linesOf(bill).map((line) => cells(lineFields.map((field) => readField(lineItemShape, line, field))));
  const sums = sumFields.map((field) => cells([field.replaceAll('_', ' '), readField(bills.shape, bill, field)]));
  const table = (rows: readonly (readonly string[])[]) =>
    `<table>${rows.map((row) => `<tr>${row.join('')}</tr>`).join('')}</table>`;
  const title = escapeHtml(`Bill ${bill.number} · ${bill.firm.account.name}`);
  return `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1>${table(lines)}${table(sums)}</body></html>`;
}
