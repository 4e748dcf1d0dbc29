import { requireFirm } from '@smarterfirms/platform/request-context';
import { type ClassType, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import type { DataContext } from '../context.ts';
import { byPublicId } from '../reference.ts';
import type { NodeKind, ShownRow } from './node-kind.ts';

/**
 * The resolver of a field that leads from one node to another, by the id that Clio gave to the other. The method has the
 * field's name: by that type-graphql tells the resolvers of one type apart.
 */
export function relation<From extends object, To extends object>(
  from: ClassType<From>,
  name: string,
  kind: NodeKind<ShownRow, To>,
  clioIdOf: (node: From) => string | null,
  description?: string,
): ClassType {
  @Resolver(from)
  class RelationResolver {
    @FieldResolver(() => kind.type, { nullable: true, ...(description ? { description } : {}) })
    @Directive(`@requiresScopes(scopes: [["${kind.scope}"]])`)
    [name](@Root() node: From, @Ctx() context: DataContext): Promise<To | null> {
      requireFirm(context, kind.scope);
      return context.nodes.byClioId(kind, clioIdOf(node));
    }
  }
  return RelationResolver;
}

/** How the gateway comes to a node by its key. */
export function reference<Node extends object>(kind: NodeKind<ShownRow, Node>) {
  return async ({ id }: Record<string, unknown>, context: DataContext): Promise<Node | null> => {
    requireFirm(context, kind.scope);
    const row = await byPublicId(kind.idKind, id, context.nodes.byId(kind));
    return row && kind.show(row);
  };
}
