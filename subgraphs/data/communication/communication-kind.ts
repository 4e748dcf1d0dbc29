import { nodeKind } from '../listing/node-kind.ts';
import { Communication, type CommunicationRow, toCommunication } from './communication.ts';

export const communicationKind = nodeKind<CommunicationRow, Communication>({
  name: 'Communication',
  type: Communication,
  scope: 'matters:read',
  idKind: 'communication',
  table: 'communication',
  columns: [
    'type',
    'subject',
    'body',
    'date',
    'receivedAt',
    'senders',
    'receivers',
    'clioUpdatedAt',
    'matterClioId',
    'userClioId',
  ],
  show: toCommunication,
});
