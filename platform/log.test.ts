import { expect, test } from '@jest/globals';
import { createLog } from './log.ts';

function lineOf(write: (log: ReturnType<typeof createLog>) => void): { text: string; line: Record<string, unknown> } {
  const lines: string[] = [];
  write(createLog('test', 'debug', { write: (line) => void lines.push(line) }));
  return { text: lines.join(''), line: JSON.parse(lines[0] ?? '{}') };
}

test('a secret is replaced wherever it stands: at the top, deep inside, in arrays and in the fields of an error', () => {
  const error = Object.assign(new Error('failed'), {
    response: { config: { headers: { Authorization: 'leaked-1' } } },
  });
  const { text, line } = lineOf((log) =>
    log.info(
      {
        token: 'leaked-2',
        request: { headers: { cookie: 'leaked-3', 'set-cookie': ['leaked-4'], 'x-api-key': 'leaked-5' } },
        list: [{ deep: { deeper: { deepest: { refresh_token: 'leaked-6', kept: 'visible' } } } }],
        err: error,
      },
      'said',
    ),
  );
  expect(text).not.toMatch(/leaked-/);
  expect(line).toMatchObject({
    token: '[redacted]',
    request: { headers: { cookie: '[redacted]' } },
    list: [{ deep: { deeper: { deepest: { refresh_token: '[redacted]', kept: 'visible' } } } }],
    err: { message: 'failed', type: 'Error' },
    msg: 'said',
    level: 'info',
  });
});

test('a line that contains itself is written and does not run forever', () => {
  const circle: Record<string, unknown> = { name: 'circle', password: 'leaked' };
  circle['self'] = circle;
  const { text } = lineOf((log) => log.info({ circle }, 'round'));
  expect(text).toContain('round');
  expect(text).not.toContain('leaked');
});
