import { decodeUuid } from '@smarterfirms/platform/ids';
import { requireFirm } from '@smarterfirms/platform/request-context';
import { Arg, Ctx, Directive, ID, Query, Resolver } from 'type-graphql';
import type { DataContext } from '../context.ts';
import { contentLink } from './content-link.ts';
import { type ContentRow, DocumentContent, goneContent, toDocumentContent } from './document-content.ts';
import {
  type AskedDocument,
  currentContent,
  findAskedDocument,
  isDeletedDocument,
} from './document-content-records.ts';

@Resolver()
export class DocumentContentResolver {
  @Query(() => DocumentContent, {
    nullable: true,
    description:
      'How the content of a document stands; null where nobody asked for it, and where the firm has no such document. FAILED with the code GONE where Clio has the document no longer.',
  })
  @Directive('@authenticated')
  @Directive('@requiresScopes(scopes: [["matters:read"]])')
  async documentContent(
    @Arg('documentId', () => ID) documentId: string,
    @Ctx() context: DataContext,
  ): Promise<DocumentContent | null> {
    const { firmId } = requireFirm(context, 'matters:read');
    const uuid = decodeUuid('document', documentId);
    const found = await context.read(async (rows) => {
      if (!uuid) return null;
      const document = await findAskedDocument(rows, firmId, uuid);
      if (!document) return (await isDeletedDocument(rows, firmId, uuid)) ? 'GONE' : null;
      const content = await currentContent(rows, firmId, document);
      return content && { document, content };
    });
    if (found === 'GONE') return goneContent();
    return found && showContent(context, firmId, found.document, found.content);
  }
}

/** The content as the graph shows it, with a new link where it is ready. */
export async function showContent(
  { documents }: DataContext,
  firmId: string,
  document: AskedDocument,
  content: ContentRow,
): Promise<DocumentContent> {
  const link = content.state === 'READY' ? await contentLink(documents, { firmId, id: content.id }, document) : null;
  return toDocumentContent(content, link);
}
