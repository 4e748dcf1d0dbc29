import { expect, test } from '@jest/globals';
import { clientNetwork } from './client-network.js';
test('an IPv4 address counts as itself, an unknown one with all unknown ones', () => {
    expect(clientNetwork('203.0.113.7')).toBe('203.0.113.7');
    expect(clientNetwork(undefined)).toBe('unknown');
});
test('all addresses of one /64 count as one, however they are written, and another /64 does not', () => {
    const same = [
        '2001:db8:0:1::1',
        '2001:0db8:0000:0001:ffff:ffff:ffff:ffff',
        '2001:DB8:0:1:0:0:0:9',
        '2001:db8:0:1::1%eth0',
        '2001:db8:0:1::192.0.2.1',
    ];
    for (const address of same)
        expect(clientNetwork(address)).toBe('2001:db8:0:1::/64');
    expect(clientNetwork('2001:db8:0:2::1')).toBe('2001:db8:0:2::/64');
    expect(clientNetwork('::1')).toBe('0:0:0:0::/64');
    expect(clientNetwork('2001:db8::1')).toBe('2001:db8:0:0::/64');
});
//# sourceMappingURL=client-network.test.js.map