import { DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { Field, Float, ObjectType, registerEnumType } from 'type-graphql';

const DocumentContentState = { PREPARING: 'PREPARING', READY: 'READY', FAILED: 'FAILED' };
registerEnumType(DocumentContentState, {
  name: 'DocumentContentState',
  description: 'PREPARING: it is on its way from Clio. READY: there is a link. FAILED: `problem` says why.',
});

const messages = {
  NOT_ALLOWED: 'Clio does not let the person who connected it read this document.',
  GONE: 'Clio has this document no longer.',
  NOT_UPLOADED: 'The upload of this document to Clio was never finished, so there is nothing to download.',
  REFUSED_BY_CLIO: 'Clio refuses to hand this document over. Open it in Clio.',
  CLIO_UNAVAILABLE: 'Clio did not hand the document over. Try again in a few minutes.',
  CONNECTION_UNUSABLE: 'The connection to Clio does not work at the moment. Somebody has to connect Clio again first.',
  TOOK_TOO_LONG: 'The document is too large to be brought over in time. Open it in Clio.',
  GIVEN_UP: 'The document could not be stored. Try again later.',
} as const;

/** Why the content of a document could not be brought over. */
export type ContentProblem = keyof typeof messages;

const DocumentContentProblemCode = Object.fromEntries(Object.keys(messages).map((code) => [code, code]));
registerEnumType(DocumentContentProblemCode, { name: 'DocumentContentProblemCode' });

@ObjectType()
class DocumentContentProblem {
  @Field(() => DocumentContentProblemCode)
  code!: string;

  @Field(() => String, { description: 'Fit to be shown to a person.' })
  message!: string;
}

@ObjectType({
  description: 'Opens the content for whoever has the address, for two minutes; it is given anew at any time.',
})
class DocumentLink {
  @Field(() => String)
  url!: string;

  @Field(() => DateTimeScalar)
  expiresAt!: Date;
}

@ObjectType({ description: "The content of a document's latest version, brought over when somebody asked for it." })
export class DocumentContent {
  @Field(() => DocumentContentState)
  state!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "While preparing: Clio's limit is used up until then; it goes on by itself.",
  })
  waitsUntil!: Date | null;

  @Field(() => DocumentContentProblem, { nullable: true })
  problem!: DocumentContentProblem | null;

  @Field(() => DocumentLink, { nullable: true })
  link!: DocumentLink | null;

  @Field(() => Float, { nullable: true, description: 'Once it is stored: what was received.' })
  sizeBytes!: number | null;
}

/** What the rows say about a content that is current. */
export interface ContentRow {
  id: string;
  state: string;
  waitUntil: Date | null;
  problem: string | null;
  sizeBytes: bigint | null;
}

export function toDocumentContent(row: ContentRow, link: DocumentLink | null): DocumentContent {
  return Object.assign(new DocumentContent(), {
    state: row.state,
    waitsUntil: row.state === 'PREPARING' ? row.waitUntil : null,
    problem: row.state === 'FAILED' ? problemOf(row.problem) : null,
    link,
    sizeBytes: row.sizeBytes === null ? null : Number(row.sizeBytes),
  });
}

/** Of a document that Clio has no longer: whoever waits for its content is told so. */
export function goneContent(): DocumentContent {
  const row = { id: '', state: 'FAILED', waitUntil: null, problem: 'GONE', sizeBytes: null };
  return toDocumentContent(row, null);
}

function problemOf(stored: string | null): DocumentContentProblem {
  const code = isProblem(stored) ? stored : 'CLIO_UNAVAILABLE';
  return { code, message: messages[code] };
}

function isProblem(code: string | null): code is ContentProblem {
  return code !== null && Object.hasOwn(messages, code);
}
