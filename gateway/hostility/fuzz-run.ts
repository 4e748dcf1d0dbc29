import { expect } from '@jest/globals';
import { printSchema } from 'graphql';
import { loadSupergraph } from '../supergraph/supergraph.ts';
import { Random } from '../testing/random.ts';
import { damaged, randomOperation } from '../testing/random-operation.ts';
import { otherFirm, ownFirm, startTestGraph } from '../testing/test-graph.ts';
import { person } from '../testing/test-keys.ts';

/** Words that only one firm's people, or only who has a scope, may ever read. */
const secrets: { word: RegExp; unless: (who: Who) => boolean }[] = [
  { word: /Own LLP|America\/New_York/, unless: ({ firm }) => firm === ownFirm },
  { word: /Other LLP|Europe\/Berlin/, unless: ({ firm }) => firm === otherFirm },
  { word: /"1234"/, unless: ({ scopes }) => scopes.includes('safe:open') },
  { word: /tax-77/, unless: ({ scopes }) => scopes.includes('tax:read') },
  { word: /by nobody/, unless: () => false },
  { word: /"a seal"/, unless: () => false },
  { word: /Own v\. Other/, unless: ({ scopes }) => scopes.includes('matters:read') },
];

interface Who {
  firm: string | undefined;
  scopes: string[];
}

const allScopes = [
  'firm:read',
  'firm:write',
  'matters:read',
  'billing:read',
  'billing:write',
  'safe:open',
  'tax:read',
  'sync:read',
];
const codes = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'COST_LIMIT_EXCEEDED',
  'INTERNAL_SERVER_ERROR',
]);
const masked = /^Something went wrong on our side\. Request [\w-]+\.$/;
const inside =
  /node_modules|\.[jt]s:\d|ECONN|10\.1\.1\.1|Cannot read propert|is not a function|call stack|_entities|serviceName/;

/**
 * Sends so many generated operations, as people of two firms with changing scopes and as nobody, some of them damaged. Each
 * answer must be one: no crash, no error that was not meant to be seen, nothing that its reader may not read. Counts what
 * came, so that a test can tell that it has tried something.
 */
export async function fuzz(
  seed: number,
  count: number,
): Promise<{ answered: number; refused: number; denied: number }> {
  const plenty = { capacity: 1e12, refillPerSecond: 1e9 };
  await using graph = await startTestGraph({
    limits: {
      operationCostMax: 1e6,
      user: plenty,
      anonymous: plenty,
      signUpsPerNetwork: plenty,
      signUpsPerAccount: plenty,
      signInsPerNetwork: plenty,
      signInsPerAccount: plenty,
    },
  });
  const schema = loadSupergraph(graph.supergraphSdl).apiSchema;
  expect(printSchema(schema)).toContain('type Firm');
  const random = new Random(seed);
  const people = await Promise.all(
    Array.from({ length: 12 }, async (_, at): Promise<Who & { token: string | undefined }> => {
      if (at === 0) return { firm: undefined, scopes: [], token: undefined };
      const firm = at % 2 ? ownFirm : otherFirm;
      const scopes = allScopes.filter(() => random.chance(0.5));
      return { firm, scopes, token: await graph.token(person(scopes, firm)) };
    }),
  );
  const found = { answered: 0, refused: 0, denied: 0 };
  for (let at = 0; at < count; at += 1) {
    const operation = randomOperation(schema, random, { ids: [ownFirm, otherFirm, 'job_1', 'frm_unknown'] });
    const query = random.chance(0.2) ? damaged(operation.query, random) : operation.query;
    const who = random.of(people);
    const { status, body, text } = await graph.post(query, {
      variables: operation.variables,
      ...(who.token ? { token: who.token } : {}),
    });
    const about = `seed ${seed}, operation ${at}: ${query}\n${JSON.stringify(operation.variables)}\n${status} ${text}`;
    const check = (holds: boolean, what: string) => {
      if (!holds) throw new Error(`${what}\n${about}`);
    };
    check(status === 200 || status === 400, 'an answer of another kind');
    check('data' in body || 'errors' in body, 'an answer that is none');
    check(!inside.test(text), 'an answer that tells of our inside');
    for (const { message, extensions } of body.errors ?? []) {
      check(codes.has(String(extensions['code'])), 'an error without a code that clients know');
      check(extensions['code'] !== 'INTERNAL_SERVER_ERROR' || masked.test(message), 'an error that is not masked');
      // Two fields of the test graph fail by design; nothing else may.
      check(extensions['code'] !== 'INTERNAL_SERVER_ERROR' || /fails|missing/.test(query), 'a failure of ours');
    }
    const shown = JSON.stringify(body.data ?? null);
    for (const { word, unless } of secrets) check(unless(who) || !word.test(shown), `${word} was told`);
    found.answered += body.data ? 1 : 0;
    found.refused += status === 400 ? 1 : 0;
    found.denied += body.errors?.some(({ extensions }) => extensions['code'] === 'FORBIDDEN') ? 1 : 0;
  }
  expect(graph.logLines.filter(({ msg }) => msg === 'a request failed')).toEqual([]);
  expect((await fetch(new URL('/health', graph.gateway.url))).status).toBe(200);
  return found;
}
