import { Refused } from '../admission/admission.js';
import { clientError } from './client-error.js';
import { variableMistakes } from './run-operation.js';
/**
 * Finds, parses, validates and plans what a client has sent, over whatever it came. What turns out to be a mistake is paid
 * for; where the budget does not allow it, it is not even read.
 *
 * Throws DocumentRefused, and GraphQLError where the document cannot be parsed or has no such operation.
 */
export async function readOperation({ documents, operations }, request, { context, deposit }) {
    const { source, persisted } = documents.find(request);
    const taken = operations.isValid(source) ? undefined : await deposit?.(context);
    if (taken instanceof Refused)
        return taken;
    const document = operations.admit(source);
    if (!('kind' in document))
        return { persisted, mistakes: document.map((mistake) => clientError(mistake, context)) };
    taken?.giveBack();
    documents.keep(request);
    const { operationName, variables } = request;
    const { principal } = context;
    return { persisted, prepared: operations.prepare({ source, document, operationName, principal, variables }) };
}
/** Mistakes in the variables, which are paid for like those in the document; undefined when the variables fit. */
export async function paidVariableMistakes(prepared, parts, deposit) {
    const mistakes = variableMistakes(prepared, parts);
    const taken = mistakes && (await deposit?.(parts.context));
    return taken instanceof Refused ? taken : mistakes;
}
//# sourceMappingURL=read-operation.js.map