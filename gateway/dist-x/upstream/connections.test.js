import { expect, test } from '@jest/globals';
import { pino } from 'pino';
import { Connections } from './connections.js';
import { createHttpSource } from './http-source.js';
const log = pino({ level: 'silent' });
test('a subgraph that stays keeps its connections; one that moves or goes is closed by its last holder', async () => {
    const opened = [];
    const closed = [];
    const connections = new Connections((name, url) => {
        opened.push(url);
        const source = createHttpSource({ name, url, log, headersOf: async () => ({}) });
        return {
            source: {
                ...source,
                close: async () => {
                    closed.push(url);
                    await source.close();
                },
            },
        };
    });
    const before = connections.hold(new Map([
        ['a', 'http://a.test/'],
        ['b', 'http://b.test/'],
        ['c', 'http://c.test/'],
    ]));
    const after = connections.hold(new Map([
        ['a', 'http://a.test/'],
        ['b', 'http://elsewhere.test/'],
    ]));
    expect(after.dataSources['a']).toBe(before.dataSources['a']);
    expect(opened).toEqual(['http://a.test/', 'http://b.test/', 'http://c.test/', 'http://elsewhere.test/']);
    await before.release();
    await before.release();
    expect(closed).toEqual(['http://b.test/', 'http://c.test/']);
    await after.release();
    expect(closed.slice(2)).toEqual(['http://a.test/', 'http://elsewhere.test/']);
    expect(connections.count).toBe(0);
});
//# sourceMappingURL=connections.test.js.map