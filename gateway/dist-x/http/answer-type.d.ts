/** How an answer is sent. */
export interface AnswerType {
    contentType: string;
    /**
     * Of an answer without data, because the document or its variables are at fault. A client that asks for plain JSON
     * and nothing else gets 200, as the specification wants it for clients that know no other status; all others get 400.
     */
    faultStatus: 200 | 400;
}
export declare const plainJson: AnswerType;
/** The best answer type for an Accept header (RFC 9110, 12.5.1); undefined when there is none. */
export declare function answerType(accept: string | undefined): AnswerType | undefined;
