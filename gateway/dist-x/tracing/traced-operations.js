import { inSpan } from '@smarterfirms/platform/span';
/** Spans around what is done with a document before it runs. What is remembered from before is found within microseconds. */
export function tracedOperations(operations) {
    return {
        supergraph: operations.supergraph,
        isValid: operations.isValid,
        /** Parsing and validating. */
        admit: (source) => inSpan('gateway.validate', {}, () => operations.admit(source)),
        /** Authorising, planning and compiling. */
        prepare: (request) => inSpan('gateway.plan', {}, () => operations.prepare(request)),
        used: () => operations.used(),
    };
}
//# sourceMappingURL=traced-operations.js.map