import { UserError } from '@smarterfirms/platform/graph-user-error';
import { decodeUuid } from '@smarterfirms/platform/ids';
import { FetchDocumentContent, sendMessage } from '@smarterfirms/platform/messages';
import { requireFirm } from '@smarterfirms/platform/request-context';
import {
  Arg,
  Ctx,
  Directive,
  Field,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Resolver,
  registerEnumType,
} from 'type-graphql';
import type { DataContext } from '../context.ts';
import { DocumentContent } from './document-content.ts';
import { askForContent, findAskedDocument } from './document-content-records.ts';
import { showContent } from './document-content-resolver.ts';

const RequestDocumentContentErrorCode = { DOCUMENT_NOT_FOUND: 'DOCUMENT_NOT_FOUND', NOT_UPLOADED: 'NOT_UPLOADED' };
registerEnumType(RequestDocumentContentErrorCode, { name: 'RequestDocumentContentErrorCode' });

@ObjectType({ implements: UserError })
class RequestDocumentContentError extends UserError {
  @Field(() => RequestDocumentContentErrorCode)
  code!: string;
}

@ObjectType()
class RequestedDocumentContent {
  @Field(() => DocumentContent)
  content!: DocumentContent;
}

@ObjectType()
class RequestDocumentContentPayload {
  @Field(() => RequestedDocumentContent, { nullable: true })
  ok?: RequestedDocumentContent;

  @Field(() => RequestDocumentContentError, { nullable: true })
  error?: RequestDocumentContentError;
}

@InputType()
class RequestDocumentContentInput {
  @Field(() => ID)
  documentId!: string;
}

@Resolver()
export class RequestDocumentContent {
  /**
   * The row is committed before its message is sent: where sending fails or the process dies, the row says that it was asked
   * for, and the schedule sends the message (docs/documents.md).
   */
  @Mutation(() => RequestDocumentContentPayload, {
    description:
      "Asks for the content of a document's latest version. What is stored has its link at once; else it is fetched from Clio, and `documentContent` says when it is there. Asking again changes nothing while it is on its way, and tries anew after a failure.",
  })
  @Directive('@cost(weight: 20)')
  @Directive('@authenticated')
  @Directive('@requiresScopes(scopes: [["matters:read"]])')
  async requestDocumentContent(
    @Arg('input', () => RequestDocumentContentInput) { documentId }: RequestDocumentContentInput,
    @Ctx() context: DataContext,
  ): Promise<RequestDocumentContentPayload> {
    const { firmId } = requireFirm(context, 'matters:read');
    const { sqs, queueUrl } = context.documents;
    const uuid = decodeUuid('document', documentId);
    const asked = await context.write(async (rows) => {
      const document = uuid ? await findAskedDocument(rows, firmId, uuid) : null;
      if (!document) return 'DOCUMENT_NOT_FOUND';
      if (document.fullyUploaded === false) return 'NOT_UPLOADED';
      return { document, ...(await askForContent(rows, firmId, document)) };
    });
    if (typeof asked === 'string') return refusals[asked];
    const { document, content, send } = asked;
    if (send) {
      await sendMessage(sqs, queueUrl, FetchDocumentContent, { firmId, contentId: content.id }, { timeoutMs: 5_000 });
    }
    return { ok: { content: await showContent(context, firmId, document, content) } };
  }
}

const refusals = {
  DOCUMENT_NOT_FOUND: refused('DOCUMENT_NOT_FOUND', 'The firm has no such document, or Clio has it no longer.'),
  NOT_UPLOADED: refused(
    'NOT_UPLOADED',
    'The upload of this document to Clio was never finished, so there is nothing to download.',
  ),
};

function refused(code: string, message: string): RequestDocumentContentPayload {
  return { error: Object.assign(new RequestDocumentContentError(), { code, message, field: 'documentId' }) };
}
