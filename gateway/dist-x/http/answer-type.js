const json = 'application/json; charset=utf-8';
const graphqlResponse = {
    contentType: 'application/graphql-response+json; charset=utf-8',
    faultStatus: 400,
};
export const plainJson = { contentType: json, faultStatus: 200 };
const unstated = { contentType: json, faultStatus: 400 };
/** The best answer type for an Accept header (RFC 9110, 12.5.1); undefined when there is none. */
export function answerType(accept) {
    if (accept === undefined || accept === '' || accept === '*/*')
        return unstated;
    let best;
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
function typeOf(range) {
    if (range === 'application/graphql-response+json')
        return graphqlResponse;
    if (range === 'application/json')
        return plainJson;
    return range === '*/*' || range === 'application/*' ? unstated : undefined;
}
//# sourceMappingURL=answer-type.js.map