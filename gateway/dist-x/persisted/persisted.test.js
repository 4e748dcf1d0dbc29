import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fixedSource } from '../supergraph/source/source.js';
import { collect } from '../testing/collect.js';
import { eventually } from '../testing/eventually.js';
import { ownFirm, startTestGraph } from '../testing/test-graph.js';
import { person } from '../testing/test-keys.js';
import { documentId } from './manifest.js';
import { registeredOperations } from './register.js';
let strict;
let free;
const registered = registeredOperations([
    `query Plans { plans { code } }
   query Firm($id: ID!) { firm(id: $id) { name } }
   mutation Rename($name: String!) { rename(name: $name) { name } }
   subscription Progress($job: ID!) { progress(jobId: $job) { percent } }`,
]);
const bodyOf = (name) => registered.find((operation) => operation.name === name)?.body ?? '';
const idOf = (name) => documentId(bodyOf(name));
const named = (sha256Hash, version = 1) => ({ persistedQuery: { version, sha256Hash } });
beforeAll(async () => {
    strict = await startTestGraph({ persistedOperations: fixedSource(registered) });
    free = await startTestGraph();
});
afterAll(async () => {
    await strict[Symbol.asyncDispose]();
    await free[Symbol.asyncDispose]();
});
const send = (graph, body, headers = {}) => graph.send({
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
});
const get = (graph, parameters) => graph.send({ path: `?${new URLSearchParams(parameters)}`, headers: { 'apollo-require-preflight': '1' } });
const codeOf = ({ body }) => body.errors?.[0]?.extensions['code'];
test('a registered operation is served by its id, over POST and GET, and by its very text', async () => {
    const plans = { plans: [{ code: 'trial', __typename: 'Plan' }] };
    expect((await send(strict, { extensions: named(idOf('Plans')) })).body.data).toEqual(plans);
    expect((await send(strict, { query: '', extensions: named(idOf('Plans')) })).body.data).toEqual(plans);
    expect((await get(strict, { extensions: JSON.stringify(named(idOf('Plans'))) })).body.data).toEqual(plans);
    expect((await send(strict, { query: bodyOf('Plans') })).body.data).toEqual(plans);
    const authorization = `Bearer ${await strict.token(person(['firm:read'], ownFirm))}`;
    const firm = { operationName: 'Firm', variables: { id: ownFirm }, extensions: named(idOf('Firm')) };
    expect((await send(strict, firm, { authorization })).body.data).toEqual({
        firm: { name: 'Own LLP', __typename: 'Firm' },
    });
});
test('anything else is refused before it is parsed, whichever way it comes', async () => {
    const other = '{ plans { code } }';
    strict.accounts.calls.length = 0;
    for (const body of [
        { query: other },
        // The text of a registered one, with a space more, or with another operation beside it.
        { query: `${bodyOf('Plans')} ` },
        { query: `${bodyOf('Plans')} query More { me { id } }`, operationName: 'More' },
        // Automatic registration.
        { query: other, extensions: named(documentId(other)) },
        { extensions: named(documentId(other)) },
        // A registered id over another text.
        { query: other, extensions: named(idOf('Plans')) },
        { query: 'this is no GraphQL' },
        { extensions: named(idOf('Plans').toUpperCase()) },
        { extensions: named(idOf('Plans'), 2) },
        { extensions: named([idOf('Plans')]) },
        { extensions: { persistedQuery: idOf('Plans') } },
        { extensions: named('__proto__') },
        { query: '', extensions: {} },
    ]) {
        const { status, body: answer } = await send(strict, body);
        expect([body, status, answer.data]).toEqual([body, 400, undefined]);
    }
    expect((await get(strict, { query: other })).status).toBe(400);
    expect((await get(strict, { query: other, extensions: JSON.stringify(named(documentId(other))) })).status).toBe(400);
    expect((await send(strict, { query: '{ __schema { types { name } } }' })).status).toBe(400);
    // What was refused has not been registered by it.
    expect(codeOf(await send(strict, { extensions: named(documentId(other)) }))).toBe('PERSISTED_QUERY_NOT_FOUND');
    expect(strict.accounts.calls).toHaveLength(0);
});
test('a mutation that is registered is still none for GET', async () => {
    const answer = await get(strict, {
        extensions: JSON.stringify(named(idOf('Rename'))),
        variables: JSON.stringify({ name: 'x' }),
    });
    expect(answer.status).toBe(405);
});
test('over WebSocket the same ones are served, by id, and no others', async () => {
    const client = strict.socket(await strict.token(person(['sync:read'], ownFirm)));
    const refused = [
        collect(client, 'subscription { ticks }'),
        collect(client, '{ plans { code } }'),
        collect(client, 'subscription { ticks }', { extensions: named(documentId('subscription { ticks }')) }),
        collect(client, 'subscription { ticks }', { extensions: named(idOf('Progress')) }),
    ];
    await eventually(() => refused.map(({ end }) => end), (ends) => ends.every((end) => end !== undefined));
    for (const { end, results } of refused) {
        expect(end).toMatchObject({ kind: 'errors' });
        expect(results).toEqual([]);
    }
    const stream = collect(client, '', { extensions: named(idOf('Progress')), variables: { job: 'job_1' } });
    await eventually(() => strict.jobs.listeners, (listeners) => listeners === 1);
    strict.jobs.send({ id: 'job_1', percent: 7, firmId: ownFirm });
    await eventually(() => stream.results.length, (count) => count === 1);
    expect(stream.results[0]?.data).toEqual({ progress: { percent: 7, __typename: 'Job' } });
    stream.stop();
});
test('an API client sends the id alone, and the text once where it is not known', async () => {
    const query = '{ plans { code } __typename }';
    const extensions = named(documentId(query));
    const unknown = await send(free, { extensions }, { accept: 'application/json' });
    expect([unknown.status, unknown.body.errors?.[0]?.message, codeOf(unknown)]).toEqual([
        200,
        'PersistedQueryNotFound',
        'PERSISTED_QUERY_NOT_FOUND',
    ]);
    expect((await send(free, { query, extensions })).status).toBe(200);
    expect((await send(free, { extensions })).body.data.plans).toEqual([{ code: 'trial' }]);
    expect((await get(free, { extensions: JSON.stringify(extensions) })).status).toBe(200);
});
test('an id that is not the hash of the text registers nothing', async () => {
    const wrong = named(documentId('{ me { id } }'));
    const answer = await send(free, { query: '{ plans { code } }', extensions: wrong });
    expect([answer.status, codeOf(answer)]).toEqual([400, 'BAD_REQUEST']);
    expect(codeOf(await send(free, { extensions: wrong }))).toBe('PERSISTED_QUERY_NOT_FOUND');
});
test('what is not valid is not kept, and what is kept has an end: the ones used last', async () => {
    const invalid = '{ nothingLikeIt }';
    await send(free, { query: invalid, extensions: named(documentId(invalid)) });
    expect(codeOf(await send(free, { extensions: named(documentId(invalid)) }))).toBe('PERSISTED_QUERY_NOT_FOUND');
    const { automaticDocuments } = await import('./documents.js');
    const documents = automaticDocuments();
    const request = (count) => {
        const query = `{ a${count} }`;
        return { query, extensions: named(documentId(query)) };
    };
    for (let count = 0; count < 1_001; count += 1)
        documents.keep(request(count));
    const huge = `{ a } # ${'x'.repeat(20_000)}`;
    documents.keep({ query: huge, extensions: named(documentId(huge)) });
    expect(() => documents.find({ ...request(0), query: '' })).toThrow('PersistedQueryNotFound');
    expect(() => documents.find({ query: '', extensions: named(documentId(huge)) })).toThrow('PersistedQueryNotFound');
    expect(documents.find({ ...request(1_000), query: '' })).toEqual({ source: '{ a1000 }', persisted: true });
});
//# sourceMappingURL=persisted.test.js.map