import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import type { GraphQLObjectType, GraphQLSchema } from 'graphql';
import { annotateSpan, inSpan, renameSpan } from './span.ts';

/** Says in the span of a request which operation it was, and how it failed. Documents and variables are no part of it. */
export function tracedOperations(): ApolloServerPlugin<BaseContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operation, operationName }) {
          const type = operation?.operation ?? 'query';
          renameSpan(operationName ? `${type} ${operationName}` : type);
          annotateSpan({
            'graphql.operation.type': type,
            ...(operationName ? { 'graphql.operation.name': operationName } : {}),
          });
        },
        async didEncounterErrors({ errors }) {
          const codes = new Set(errors.map(({ extensions }) => String(extensions['code'] ?? 'INTERNAL_SERVER_ERROR')));
          annotateSpan({ 'smarterfirms.error.codes': [...codes] });
        },
      };
    },
  };
}

/**
 * A span around each root field of a schema, within which its statements and calls are. Fields below have none: there are
 * thousands in an answer, and what they wait for has spans of its own. The schema itself is changed.
 */
export function traceRootFields(schema: GraphQLSchema): void {
  for (const type of [schema.getQueryType(), schema.getMutationType()]) if (type) traceFields(type);
}

function traceFields(type: GraphQLObjectType): void {
  for (const [name, field] of Object.entries(type.getFields())) {
    const { resolve } = field;
    if (!resolve) continue;
    field.resolve = (source, args: Record<string, unknown>, context, info) =>
      inSpan(`${type.name}.${name}`, { attributes: entitiesOf(args['representations']) }, () =>
        resolve(source, args, context, info),
      );
  }
}

/** Of `_entities`: the types that are asked for and how many in all, never their keys. */
function entitiesOf(representations: unknown): Record<string, string[] | number> {
  if (!Array.isArray(representations)) return {};
  const types = new Set(representations.map(({ __typename }: { __typename?: unknown }) => String(__typename)));
  return { 'smarterfirms.entities.types': [...types], 'smarterfirms.entities.count': representations.length };
}
