import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, test } from '@jest/globals';
import { eventually } from '../../testing/eventually.js';
import { urlSource } from './url-source.js';
test('an unchanged text is sent once, a changed one at the next request, and a server that is away costs nothing but the news', async () => {
    let text = 'first';
    let away = false;
    const statuses = [];
    const server = createServer((request, response) => {
        const etag = `"${text}"`;
        const status = away ? 503 : request.headers['if-none-match'] === etag ? 304 : 200;
        statuses.push(status);
        response.writeHead(status, { etag }).end(status === 200 ? text : undefined);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const source = urlSource(`http://127.0.0.1:${server.address().port}/supergraph`, { pollMs: 10 });
    expect(await source.read()).toBe('first');
    expect(await source.read()).toBe('first');
    text = 'second';
    expect(await source.read()).toBe('second');
    away = true;
    await expect(source.read()).rejects.toThrow('503');
    away = false;
    expect(await source.read()).toBe('second');
    expect(statuses).toEqual([200, 304, 200, 503, 304]);
    let asked = 0;
    const stop = source.watch(() => {
        asked += 1;
    });
    await eventually(() => asked, (times) => times > 2);
    stop();
    server.close();
});
//# sourceMappingURL=url-source.test.js.map