import { demoUsers } from './seed/demo-users.ts';
import type { Stack } from './stack.ts';

/** What is where, how to sign in and what to do next. */
export function urlTable({ urls }: Pick<Stack, 'urls'>): string {
  const rows: [string, string][] = [
    ['Smarter Firms', urls.web],
    ['GraphQL', urls.graph],
    ['Public API', `${urls.gateway}/api/explorer`],
    ['Inbox for all mail', urls.mail],
    ['Clio simulator', `${urls.clioSimulator}/_control`],
  ];
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  const signIns = demoUsers.map(({ email, password, firm }) => `  ${email} / ${password}  (${firm.name})`);
  return [
    '',
    ...rows.map(([name, url]) => `  ${name.padEnd(width)}${url}`),
    '',
    '  Sign in as one of these, or sign up:',
    ...signIns,
    '',
    `  Next: open ${urls.web} in a browser. Ctrl-C stops everything; the data stays in .local (npm run reset removes it).`,
    '',
    '',
  ].join('\n');
}
