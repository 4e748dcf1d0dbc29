import { requireFirm } from '@smarterfirms/platform/request-context';
import type { DataContext } from '../context.ts';
import { byPublicId } from '../reference.ts';
import { type Contact, toContact } from './contact.ts';

export async function contactReference({ id }: Record<string, unknown>, context: DataContext): Promise<Contact | null> {
  requireFirm(context, 'contacts:read');
  const row = await byPublicId('contact', id, context.loaders.contactById);
  return row && toContact(row);
}
