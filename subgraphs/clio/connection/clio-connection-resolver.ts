import { Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { Firm, firmOf } from '../firm/firm.ts';
import { ClioConnection } from './clio-connection.ts';

@Resolver(ClioConnection)
export class ClioConnectionResolver {
  @FieldResolver(() => Firm)
  @Directive('@authenticated')
  firm(@Root() connection: ClioConnection): Firm {
    return firmOf(connection.firmId);
  }
}
