import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { eventually } from '../testing/eventually.js';
import { createMemoryBudgets } from './memory-budgets.js';
import { createRedisBudgets } from './redis-budgets.js';
import { createResilientBudgets } from './resilient-budgets.js';
/** The programs that speak the protocol; a machine without either skips these tests, and says so. */
const program = ['valkey-server', 'redis-server'].find((name) => spawnSync(name, ['--version']).status === 0);
if (!program)
    process.stderr.write('SKIPPED: neither valkey-server nor redis-server is installed: shared budgets\n');
const withServer = program ? test : test.skip;
const folder = mkdtempSync(join(tmpdir(), 'budgets-'));
let port = 0;
let server;
let first;
let second;
const url = () => `redis://127.0.0.1:${port}`;
const budget = (key, changes = {}) => ({
    key,
    capacity: 100,
    refillPerSecond: 0.001,
    ...changes,
});
async function start() {
    if (!program)
        return;
    server = spawn(program, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder], {
        stdio: 'ignore',
    });
    const probe = createRedisBudgets({ url: url(), timeoutMs: 5_000 });
    await eventually(() => probe.take(budget('probe'), 0).then(() => true, () => false), (up) => up);
    await probe.close();
}
async function stop() {
    const running = server;
    if (!running || running.exitCode !== null)
        return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGKILL');
    await ended;
}
beforeAll(async () => {
    const reserved = createServer();
    await new Promise((resolve) => reserved.listen(0, '127.0.0.1', resolve));
    port = reserved.address().port;
    await new Promise((resolve) => reserved.close(resolve));
    await start();
    first = createRedisBudgets({ url: url(), timeoutMs: 5_000 });
    second = createRedisBudgets({ url: url(), timeoutMs: 5_000 });
    if (program)
        await Promise.all([first.begun, second.begun]);
});
afterAll(async () => {
    await first.close();
    await second.close();
    await stop();
    rmSync(folder, { recursive: true, force: true });
});
withServer('two gateways spend from one bucket, and what is not there is not taken', async () => {
    const shared = budget('two');
    expect(await first.take(shared, 60)).toMatchObject({ ok: true, left: expect.closeTo(40, 1) });
    expect(await second.take(shared, 60)).toMatchObject({ ok: false, left: expect.closeTo(40, 1) });
    expect(await second.take(shared, 40)).toMatchObject({ ok: true, left: expect.closeTo(0, 1) });
});
withServer('of many at once exactly as many are let in as the bucket holds', async () => {
    const shared = budget('race', { capacity: 50 });
    const taken = await Promise.all(Array.from({ length: 200 }, (_, at) => (at % 2 ? first : second).take(shared, 1)));
    expect(taken.filter(({ ok }) => ok)).toHaveLength(50);
});
withServer('what was too much is given back, never beyond the capacity, and what was too little may go below zero', async () => {
    const shared = budget('settled');
    await first.take(shared, 90);
    await first.settled(shared, 30);
    expect((await second.take(shared, 0)).left).toBeCloseTo(40, 1);
    await first.settled(shared, 1_000);
    expect((await second.take(shared, 0)).left).toBeCloseTo(100, 1);
    await first.settled(shared, -150);
    expect(await second.take(shared, 1)).toMatchObject({ ok: false, left: expect.closeTo(-50, 1) });
});
withServer('a bucket fills by the time of the server', async () => {
    const shared = budget('filling', { refillPerSecond: 200 });
    await first.take(shared, 100);
    expect((await first.take(shared, 100)).ok).toBe(false);
    await eventually(() => first.take(shared, 100), ({ ok }) => ok);
});
withServer('while the store is away each process counts on its own, says so, and comes back by itself', async () => {
    const lines = [];
    const log = pino({ level: 'info' }, { write: (line) => void lines.push(line) });
    const resilient = createResilientBudgets(createRedisBudgets({ url: url(), timeoutMs: 5_000 }), createMemoryBudgets(), { log });
    const shared = budget('outage', { capacity: 10 });
    try {
        await eventually(async () => {
            await resilient.take(shared, 0);
            return resilient.scope;
        }, (scope) => scope === 'shared');
        await resilient.take(shared, 10);
        expect((await resilient.take(shared, 1)).ok).toBe(false);
        await stop();
        expect(await resilient.take(shared, 9)).toEqual({ ok: true, left: 1 });
        expect(resilient.scope).toBe('local');
        expect((await resilient.take(shared, 9)).ok).toBe(false);
        await start();
        await eventually(async () => {
            await resilient.take(shared, 0);
            return resilient.scope;
        }, (scope) => scope === 'shared');
        expect(lines.filter((line) => line.includes('is away'))).not.toHaveLength(0);
        expect(lines.at(-1)).toContain('is back');
    }
    finally {
        await resilient.close();
    }
});
test('a store that was never there costs no operation its answer', async () => {
    const lines = [];
    const log = pino({ level: 'info' }, { write: (line) => void lines.push(line) });
    const resilient = createResilientBudgets(createRedisBudgets({ url: 'redis://127.0.0.1:1' }), createMemoryBudgets(), {
        log,
    });
    for (let count = 0; count < 20; count += 1)
        expect((await resilient.take(budget('never'), 5)).ok).toBe(true);
    expect((await resilient.take(budget('never'), 5)).ok).toBe(false);
    resilient.settle(budget('never'), 5);
    expect((await resilient.take(budget('never'), 5)).ok).toBe(true);
    expect(lines).toHaveLength(1);
    await resilient.close();
});
//# sourceMappingURL=redis-budgets.test.js.map