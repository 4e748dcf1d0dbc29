import { operationFromDocument } from '@apollo/federation-internals';
import { GraphQLError, getOperationAST, NoSchemaIntrospectionCustomRule, parse, specifiedRules, validate, } from 'graphql';
import { authorize } from '../access/authorize.js';
import { grantedPolicies } from '../access/policies.js';
import { attemptedFields } from '../admission/attempted-fields.js';
import { actualCost } from '../cost/actual-cost.js';
import { requestedCost } from '../cost/requested-cost.js';
import { compileOperation } from '../execution/compile-operation.js';
import { anchored } from './anchored.js';
import { conditionVariables, decided, decisionsOf } from './decided-conditions.js';
import { charactersMax, mistakesMax, operationLimits, tokensMax } from './limits.js';
import { withOwnNames } from './own-names.js';
import { Recent } from './recent.js';
/** Documents kept, each with its variants. */
const documentsMax = 1_000;
/** Characters of a document that is kept. Comments cost no tokens, so thousands of huge ones could fill the memory else. */
const keptLengthMax = 16_000;
/** Variants of one document: operation names times sets of scopes and policies. */
const variantsMax = 32;
/** The operations of one supergraph. A new supergraph gets a new one, so nothing stale is ever found in it. */
export function createOperations(supergraph, { introspection, limits = true }) {
    const rules = [...(limits ? [operationLimits] : []), ...(introspection ? [] : [NoSchemaIntrospectionCustomRule])];
    const documents = new Recent(documentsMax);
    const prepared = new Recent(documentsMax);
    return {
        supergraph,
        isValid(source) {
            const known = documents.get(source);
            return known !== undefined && 'document' in known;
        },
        admit(source) {
            let admitted = documents.get(source);
            if (!admitted) {
                const document = parsed(source, limits);
                const mistakes = validate(supergraph.apiSchema, document, [...specifiedRules, ...rules], {
                    maxErrors: mistakesMax,
                });
                admitted = mistakes.length > 0 ? { mistakes: mistakes.map(asValidationError) } : { document };
                if (source.length <= keptLengthMax)
                    documents.set(source, admitted);
            }
            return 'document' in admitted ? admitted.document : admitted.mistakes;
        },
        prepare({ source, document, operationName, principal, variables }) {
            const access = accessOf(principal);
            const entry = prepared.get(source) ?? documentOf(document);
            const { conditions, variants } = entry;
            // The only operation of a document is the same one with its name and without.
            const name = operationName ?? entry.onlyName;
            const decisions = variables && conditions && decisionsOf(conditions, getOperationAST(document, operationName), variables);
            if (source.length > keptLengthMax)
                return prepareOperation(supergraph, { source, document, name, access, decisions });
            prepared.set(source, entry);
            const key = `${name ?? ''} ${decisions ? [...decisions.values()].join() : 'any'} ${access.key}`;
            let variant = variants.get(key);
            if (!variant) {
                if (variants.size >= variantsMax)
                    variants.clear();
                const request = {
                    source,
                    operationName: name,
                    principal,
                    ...(decisions ? { variables: Object.fromEntries(decisions) } : {}),
                };
                variant = { operation: prepareOperation(supergraph, { source, document, name, access, decisions }), request };
                variants.set(key, variant);
            }
            return variant.operation;
        },
        *used() {
            for (const [, { variants }] of prepared.newestFirst())
                for (const { request } of variants.values())
                    yield request;
        },
    };
}
function documentOf(document) {
    return {
        conditions: conditionVariables(document),
        onlyName: getOperationAST(document)?.name?.value,
        variants: new Map(),
    };
}
function parsed(source, limits) {
    if (limits && source.length > charactersMax)
        throw new GraphQLError(`The document has more than ${charactersMax} characters.`, {
            extensions: { code: 'GRAPHQL_PARSE_FAILED' },
        });
    try {
        return parse(source, limits ? { maxTokens: tokensMax } : {});
    }
    catch (error) {
        if (!(error instanceof GraphQLError))
            throw error;
        const { message, source: within, positions } = error;
        throw new GraphQLError(message, { source: within, positions, extensions: { code: 'GRAPHQL_PARSE_FAILED' } });
    }
}
function accessOf(principal) {
    const policies = grantedPolicies(principal);
    if (!principal)
        return { key: 'anonymous', principal, policies };
    const key = principal.kind === 'user'
        ? `user ${scopesText(principal)} | ${[...policies].join(' ')}`
        : `service ${principal.service}`;
    return { key, principal, policies };
}
const scopesTexts = new WeakMap();
/** A principal lives as long as its token: its scopes are sorted once. */
function scopesText(principal) {
    const text = scopesTexts.get(principal) ?? [...principal.scopes].sort().join(' ');
    scopesTexts.set(principal, text);
    return text;
}
function prepareOperation(supergraph, { source: text, document, name: operationName, access: { principal, policies }, decisions }) {
    const operation = getOperationAST(document, operationName);
    if (!operation) {
        throw new GraphQLError(operationName
            ? `The document has no operation named "${operationName}".`
            : 'The document has several operations: name one in operationName.', { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } });
    }
    const authorized = authorize(document, operation, {
        schema: supergraph.apiSchema,
        rules: supergraph.rules,
        principal,
        policies,
    });
    const own = withOwnNames(authorized, supergraph.plannedNames);
    const { permitted, shape } = own;
    const planned = permitted ? planOf(supergraph, permitted, operation, decisions) : undefined;
    const responseNames = new Map([...authorized.responseNames, ...own.responseNames]);
    const isDenied = (name) => authorized.responseNames.has(name);
    const { apiSchema, supergraphSchema } = supergraph;
    const source = planned?.kind === 'Subscription' ? planned.primary : undefined;
    const plan = runnablePlan(planned);
    return {
        text,
        document,
        operation,
        authorized,
        shape,
        responseNames,
        plan,
        source,
        isDenied,
        demand: demandOf(supergraph, permitted, operation),
        compiled: compileOperation({
            apiSchema,
            supergraphSchema,
            plan,
            shape,
            operation: getOperationAST(shape, operation.name?.value) ?? operation,
            responseNames,
            isDenied,
        }),
    };
}
/** What is denied is not fetched, and costs nothing. */
function demandOf({ apiSchema: schema, costs: rules }, permitted, { name }) {
    const operation = permitted && getOperationAST(permitted, name?.value);
    if (!operation)
        return { requested: 0, actual: () => 0, attempts: undefined };
    return {
        requested: requestedCost(permitted, operation, { schema, rules }),
        actual: actualCost(permitted, operation, { schema, rules }),
        attempts: attemptedFields(permitted, operation),
    };
}
/** What is run for a query, a mutation, or one event of a subscription: there the event answers the first fetch. */
function runnablePlan(planned) {
    if (planned?.kind !== 'Subscription')
        return { kind: 'QueryPlan', ...(planned ? { node: planned } : {}) };
    const { primary, rest } = planned;
    return { kind: 'QueryPlan', node: { kind: 'Sequence', nodes: [primary, ...(rest ? [rest] : [])] } };
}
function planOf({ planner, federatedApiSchema }, permitted, { name }, decisions) {
    const document = decisions ? decided(permitted, decisions) : anchored(permitted);
    return planner.buildQueryPlan(operationFromDocument(federatedApiSchema, document, name ? { operationName: name.value } : {})).node;
}
function asValidationError(mistake) {
    return new GraphQLError(mistake.message, {
        ...(mistake.nodes ? { nodes: mistake.nodes } : {}),
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    });
}
//# sourceMappingURL=operations.js.map