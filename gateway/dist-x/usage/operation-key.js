import { calculateReferencedFieldsByType, usageReportingSignature } from '@apollo/utils.usagereporting';
/** Apollo's keys for what is no operation; of its text nothing is sent. */
const failures = {
    GRAPHQL_PARSE_FAILED: '## GraphQLParseFailure\n',
    GRAPHQL_VALIDATION_FAILED: '## GraphQLValidationFailure\n',
    OPERATION_RESOLUTION_FAILURE: '## GraphQLUnknownOperationName\n',
};
/** Documents that the gateway remembers are looked into once per operation in them. */
const known = new WeakMap();
/** @returns undefined for what never got so far as to be looked at, such as a request without a good token. */
export function operationKey({ document, apiSchema, operationName, codes }) {
    if (document && apiSchema)
        return executedKey(document, apiSchema, operationName);
    const failure = codes?.map((code) => failures[code]).find((key) => key !== undefined);
    return failure === undefined ? undefined : { key: failure, referencedFieldsByType: {} };
}
function executedKey(document, schema, name) {
    const ofDocument = known.get(document) ?? new Map();
    known.set(document, ofDocument);
    let key = ofDocument.get(name ?? '');
    if (!key) {
        key = {
            key: `# ${name ?? '-'}\n${usageReportingSignature(document, name ?? '')}`,
            referencedFieldsByType: calculateReferencedFieldsByType({
                document,
                schema,
                resolvedOperationName: name ?? null,
            }),
        };
        ofDocument.set(name ?? '', key);
    }
    return key;
}
//# sourceMappingURL=operation-key.js.map