import { createServer } from 'node:http';
import { expect, test } from '@jest/globals';
import { createClientOrigin, proxyList } from './client-origin.js';
async function originSeen(trusted, headers) {
    const read = createClientOrigin(trusted);
    const server = createServer((request, response) => response.end(JSON.stringify(read(request))));
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
        const answer = await fetch(`http://127.0.0.1:${server.address().port}`, { headers });
        return (await answer.json());
    }
    finally {
        server.close();
    }
}
const told = { 'x-client-address': '203.0.113.7', 'x-client-user-agent': 'A browser', 'user-agent': 'The web server' };
test('a trusted proxy says for whom it asks', async () => {
    expect(await originSeen(proxyList('10.0.0.0/8,127.0.0.1'), told)).toEqual({
        address: '203.0.113.7',
        userAgent: 'A browser',
    });
});
test('from anybody else the connection is what counts', async () => {
    expect(await originSeen(proxyList('10.0.0.0/8'), told)).toEqual({
        address: '127.0.0.1',
        userAgent: 'The web server',
    });
});
test('what a trusted proxy does not know or garbles is taken from the connection', async () => {
    const headers = { 'x-client-address': 'not an address', 'user-agent': 'The web server' };
    expect(await originSeen(proxyList('127.0.0.0/8'), headers)).toEqual({
        address: '127.0.0.1',
        userAgent: 'The web server',
    });
});
test('behind a load balancer the last address counts that is no proxy of ours, whatever a client has put before it', async () => {
    const proxies = proxyList('127.0.0.0/8,10.0.0.0/8');
    const from = async (forwarded) => (await originSeen(proxies, { 'x-forwarded-for': forwarded, 'user-agent': 'A browser' })).address;
    expect(await from('203.0.113.7')).toBe('203.0.113.7');
    expect(await from('1.1.1.1, 203.0.113.7, 10.0.0.4')).toBe('203.0.113.7');
    expect(await from('::ffff:203.0.113.7')).toBe('203.0.113.7');
    expect(await from('2001:db8::1,10.0.0.4')).toBe('2001:db8::1');
    expect(await from('nonsense')).toBe('127.0.0.1');
    expect(await from('')).toBe('127.0.0.1');
    expect((await originSeen(proxyList('10.0.0.0/8'), { 'x-forwarded-for': '203.0.113.7' })).address).toBe('127.0.0.1');
});
test('a list with something else in it is refused', () => {
    expect(() => proxyList('127.0.0.1,localhost')).toThrow(/"localhost"/);
    expect(proxyList('').rules).toEqual([]);
});
//# sourceMappingURL=client-origin.test.js.map