import { relative } from 'node:path';
import { openDataDirectory, repositoryRoot } from './data-directory.ts';
import { demoUsers } from './seed/demo-users.ts';
import type { Stack } from './stack.ts';

/**
 * What is where, how to sign in and what to do next.
 *
 * @param dataDir as it was given at the start; without, it is the checkout's own.
 */
export function urlTable(
  { urls }: Pick<Stack, 'urls'>,
  { dataDir, development }: { dataDir: string | undefined; development: boolean },
): string {
  const rows: [string, string][] = [
    ['Smarter Firms', urls.web],
    // Outside of development it is as in production: a browser that opens it is refused.
    ['GraphQL', development ? urls.graph : `${urls.graph}  (for the application; npm run dev opens it to explorers)`],
    ...(development ? ([['GraphQL explorer', `${urls.gateway}/explorer`]] satisfies [string, string][]) : []),
    ['Public API explorer', `${urls.gateway}/api/explorer`],
    ['Inbox for all mail', urls.mail],
    ['Clio simulator', `${urls.clioSimulator}/_control`],
  ];
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  const signIns = demoUsers.map(({ email, password, firm }) => `  ${email} / ${password}  (${firm.name})`);
  const kept = openDataDirectory(dataDir).root;
  const below = relative(repositoryRoot, kept);
  const shown = below.startsWith('..') ? kept : below;
  const reset = `npm run reset${dataDir ? ` -- --data-dir ${dataDir}` : ''}`;
  return [
    '',
    ...rows.map(([name, url]) => `  ${name.padEnd(width)}${url}`),
    '',
    '  Sign in as one of these, or sign up:',
    ...signIns,
    '',
    `  Next: open ${urls.web} in a browser. Ctrl-C stops everything; the data stays in ${shown} (${reset} removes it).`,
    `  What every part says, each request included, is in ${shown}/log.`,
    '',
    '',
  ].join('\n');
}
