/** How an answer is sent. */
export interface AnswerType {
  contentType: string;
  /**
   * Of an answer without data, because the document or its variables are at fault. A client that asks for plain JSON
   * and nothing else gets 200, as the specification wants it for clients that know no other status; all others get 400.
   */
  faultStatus: 200 | 400;
}

const json = 'application/json; charset=utf-8';
const graphqlResponse: AnswerType = {
  contentType: 'application/graphql-response+json; charset=utf-8',
  faultStatus: 400,
};
export const plainJson: AnswerType = { contentType: json, faultStatus: 200 };
const unstated: AnswerType = { contentType: json, faultStatus: 400 };

/** The best answer type for an Accept header (RFC 9110, 12.5.1); undefined when there is none. */
export function answerType(accept: string | undefined): AnswerType | undefined {
  if (accept === undefined || accept === '' || accept === '*/*') return unstated;
  let best: AnswerType | undefined;
  let bestQuality = 0;
  for (const entry of accept.split(',')) {
    const [range = '', ...attributes] = entry.split(';').map((part) => part.trim().toLowerCase());
    const type = typeOf(range);
    const quality = Number(attributes.find((attribute) => attribute.startsWith('q='))?.slice(2) ?? 1);
    if (type && quality > bestQuality) {
      best = type;
      bestQuality = quality;
    }
  }
  return best;
}

function typeOf(range: string): AnswerType | undefined {
  if (range === 'application/graphql-response+json') return graphqlResponse;
  if (range === 'application/json') return plainJson;
  return range === '*/*' || range === 'application/*' ? unstated : undefined;
}
