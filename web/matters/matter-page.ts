import { notFound } from 'next/navigation';
import { cache } from 'react';
import { requireFirm } from '../firm/firm-page.ts';
import { MatterDocument } from '../generated/graphql.ts';
import { GatewayUnreachable, gatewayRequest } from '../graph/gateway-request.ts';

/**
 * The matter of a page, read on the server so that an unknown one answers with status 404. One of another firm is unknown.
 * `forbidden` when the person's role does not include matters.
 */
export const requireMatter = cache(async (firmId: string, matterId: string) => {
  const { accessToken } = await requireFirm(firmId);
  const { data, errors } = await gatewayRequest(MatterDocument, { id: matterId }, accessToken);
  if (data?.matter) return data.matter;
  const code = errors[0]?.extensions?.code;
  if (code === 'FORBIDDEN') return 'forbidden' as const;
  if (errors.length > 0 && code !== 'NOT_FOUND' && code !== 'BAD_USER_INPUT') {
    throw new GatewayUnreachable('The matter could not be read.');
  }
  notFound();
});
