import { expect, test } from '@jest/globals';
import { readWebEnv } from './env.ts';

test('the browser gets the public addresses, the server its own', () => {
  const env = readWebEnv({
    GATEWAY_URL: 'http://gateway.internal:4000',
    PUBLIC_GATEWAY_URL: 'https://api.example.com/graphql',
    WEB_ORIGIN: 'https://app.example.com/',
    DOCUMENTS_ORIGIN: 'https://files.example.com/',
  });
  expect(env).toEqual({
    gatewayOrigin: 'http://gateway.internal:4000',
    gatewayGraphUrl: 'http://gateway.internal:4000/graphql',
    publicGraphUrl: 'https://api.example.com/graphql',
    publicSocketUrl: 'wss://api.example.com/graphql',
    documentsSource: 'https://files.example.com',
    webOrigin: 'https://app.example.com',
  });
});

test('every mistake is named at once, without values', () => {
  expect(() => readWebEnv({ GATEWAY_URL: 'ftp://secret', PUBLIC_GATEWAY_WS_URL: 'http://x' })).toThrow(
    /GATEWAY_URL.*PUBLIC_GATEWAY_WS_URL.*WEB_ORIGIN/s,
  );
  expect(() => readWebEnv({ GATEWAY_URL: 'ftp://secret' })).not.toThrow(/secret/);
});
