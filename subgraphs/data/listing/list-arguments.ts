import { pageSizeDefault } from '@smarterfirms/platform/graph-connection';
import { ArgsType, type ClassType, Field, InputType, Int, registerEnumType } from 'type-graphql';
import type { KeysetOrder } from '../keyset.ts';
import { OrderDirection } from '../order-direction.ts';

/** What a list can be ordered by: a column for each name that clients use. */
export type OrderColumns = Readonly<Record<string, Pick<KeysetOrder, 'column' | 'type'>>>;

export interface OrderBy {
  field: string;
  direction: OrderDirection;
}

export interface ListArguments<Filter = object> {
  first: number;
  after?: string | null;
  filter?: Filter | null;
  orderBy?: OrderBy | null;
}

/** The arguments of a list of nodes: a page, `XFilter` and `XOrder`. */
export function listArguments<Filter extends object>(
  name: string,
  filterType: ClassType<Filter>,
  columns: OrderColumns,
): ClassType<ListArguments<Filter>> {
  const fields = Object.fromEntries(Object.keys(columns).map((field) => [field, field]));
  registerEnumType(fields, { name: `${name}OrderField` });

  @InputType(`${name}Order`)
  class NodeOrder {
    @Field(() => fields)
    field!: string;

    @Field(() => OrderDirection)
    direction!: OrderDirection;
  }

  @ArgsType()
  class NodeListArguments {
    @Field(() => Int, { defaultValue: pageSizeDefault })
    first!: number;

    @Field(() => String, { nullable: true })
    after?: string | null;

    @Field(() => filterType, { nullable: true, description: 'All conditions must hold.' })
    filter?: Filter | null;

    @Field(() => NodeOrder, { nullable: true })
    orderBy?: NodeOrder | null;
  }

  return NodeListArguments;
}
