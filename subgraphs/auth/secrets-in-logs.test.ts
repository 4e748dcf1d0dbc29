import { Writable } from 'node:stream';
import { expect, test } from '@jest/globals';
import { newId } from '@smarterfirms/platform/ids';
import { pino } from 'pino';
import { password, principalOf, startTestAuth } from './test-service.ts';

test('no password, token or address of a person reaches the log, whatever goes wrong', async () => {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  await using auth = await startTestAuth(pino({ level: 'trace' }, sink));
  const person = await auth.signUp();
  const credentials = { email: person.email, password };
  await auth.mutate('signIn', credentials, 'ok { expiresAt }');
  await auth.mutate('signIn', { ...credentials, password: `not ${password}` }, 'ok { expiresAt }');
  const again = { ...credentials, name: 'Ada', timeZone: 'UTC', locale: 'en' };
  await Promise.all([1, 2, 3].map(() => auth.mutate('signUp', again, 'ok { expiresAt }')));
  const { ok } = await auth.mutate('createAccessToken', { sessionToken: person.sessionToken }, 'ok { accessToken }');
  await auth.mutate('createAccessToken', { sessionToken: person.sessionToken, firmId: newId('firm') }, 'ok { role }');
  await auth.refuseEvents(async () => {
    await expect(auth.signUp({ email: 'unheard@example.test' })).rejects.toThrow();
    await expect(
      auth.mutate('updateProfile', { name: 'Ada' }, 'ok { user { id } }', { as: principalOf(person) }),
    ).rejects.toThrow();
  });
  await auth.mutate('signOut', { sessionToken: person.sessionToken }, 'ok { signedOut }');

  const log = lines.join('');
  expect(log).toContain('a resolver failed');
  for (const secret of [password, person.sessionToken, ok.accessToken, person.email, 'unheard@example.test']) {
    expect(log).not.toContain(secret);
  }
});
