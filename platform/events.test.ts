import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SNSClient } from '@aws-sdk/client-sns';
import { expect, test } from '@jest/globals';
import { newEvent, parseEvent, parseSnsBody, publishEvent } from './events.ts';
import { parseMessage, SyncPage } from './messages.ts';

test('an event survives the way through the topic and the queue', () => {
  const event = newEvent('clio.connected', { firmId: 'frm_x', region: 'US' });
  expect(event.id).toMatch(/^evt_/);
  expect(parseSnsBody(JSON.stringify({ Type: 'Notification', Message: JSON.stringify(event) }))).toEqual(event);
});

test('an event of an unknown type or with a wrong payload is refused', () => {
  const event = newEvent('clio.connected', { firmId: 'frm_x', region: 'US' });
  expect(() => parseEvent({ ...event, type: 'clio.exploded' })).toThrow();
  expect(() => parseEvent({ ...event, payload: { firmId: 5 } })).toThrow();
  expect(() => newEvent('clio.connected', { firmId: 'frm_x' } as never)).toThrow();
});

test('a queue message of another kind, malformed or of an unknown entity type is refused', () => {
  const body = { jobId: 'job_x', firmId: 'frm_x', entity: 'MATTERS' };
  expect(parseMessage(SyncPage, JSON.stringify({ kind: 'SyncPage', body }))).toEqual(body);
  expect(() => parseMessage(SyncPage, JSON.stringify({ kind: 'Other', body }))).toThrow(/expected a SyncPage/);
  expect(() =>
    parseMessage(SyncPage, JSON.stringify({ kind: 'SyncPage', body: { ...body, entity: 'UFOS' } })),
  ).toThrow();
  expect(() => parseMessage(SyncPage, 'not json')).toThrow();
});

test('a topic that does not answer fails the publication instead of holding it for ever', async () => {
  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const sns = new SNSClient({
    endpoint: `http://127.0.0.1:${(silent.address() as AddressInfo).port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const event = newEvent('clio.connected', { firmId: 'frm_x', region: 'US' });
  try {
    await expect(publishEvent(sns, 'arn:aws:sns:us-east-1:1:events', event, { timeoutMs: 100 })).rejects.toThrow(
      /abort/i,
    );
  } finally {
    sns.destroy();
    silent.closeAllConnections();
    silent.close();
  }
});
