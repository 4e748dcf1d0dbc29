import type { Connection } from '@smarterfirms/platform/graph-connection';
import { Public } from '@smarterfirms/platform/graph-public';
import { requireFirm } from '@smarterfirms/platform/request-context';
import { Args, type ClassType, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import type { DataContext } from '../context.ts';
import { Firm } from '../firm/firm.ts';
import type { ListArguments } from './list-arguments.ts';
import { listNodes, type NodeList } from './node-list.ts';

/** The resolver of a field of the firm that lists the firm's nodes of a kind. */
export function firmList<Node extends object>(name: string, description: string, list: NodeList<Node>): ClassType {
  @Resolver(Firm)
  class FirmListResolver {
    @FieldResolver(() => list.connection, { description })
    @Directive('@authenticated')
    @Directive(`@requiresScopes(scopes: [["${list.kind.scope}"]])`)
    @Public()
    [name](@Args(() => list.arguments) given: ListArguments, @Ctx() context: DataContext): Promise<Connection<Node>> {
      requireFirm(context, list.kind.scope);
      return listNodes(context, list, given);
    }
  }
  return FirmListResolver;
}

/** The resolver of a field that lists the nodes of a kind that hang on another node: rows whose `column` holds its Clio id. */
export function ownedList<Owner extends { clioId: string }, Node extends object>(
  owner: ClassType<Owner>,
  { name, description, column }: { name: string; description: string; column: string },
  list: NodeList<Node>,
): ClassType {
  @Resolver(owner)
  class OwnedListResolver {
    @FieldResolver(() => list.connection, { description })
    @Directive(`@requiresScopes(scopes: [["${list.kind.scope}"]])`)
    [name](
      @Root() { clioId }: Owner,
      @Args(() => list.arguments) given: ListArguments,
      @Ctx() context: DataContext,
    ): Promise<Connection<Node>> {
      requireFirm(context, list.kind.scope);
      return listNodes(context, list, given, { column, clioId });
    }
  }
  return OwnedListResolver;
}
