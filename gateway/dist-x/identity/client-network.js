import { isIPv6 } from 'node:net';
/**
 * What an anonymous client is counted by: its address, and of an IPv6 address the first 64 bits. One customer of a provider
 * has a whole /64, so that counting single addresses would give each of them 2^64 budgets.
 */
export function clientNetwork(address) {
    if (address === undefined)
        return 'unknown';
    if (!isIPv6(address))
        return address;
    return `${groupsOf(address).slice(0, 4).join(':')}::/64`;
}
/** The eight groups of an IPv6 address without leading zeros, with `::` written out. */
function groupsOf(address) {
    const [head = '', tail] = address.toLowerCase().split('%')[0]?.split('::') ?? [];
    const first = head === '' ? [] : head.split(':');
    const last = tail === undefined || tail === '' ? [] : tail.split(':');
    // An IPv4 address at the end stands for two groups; only the first four count here.
    const length = (groups) => groups.reduce((sum, group) => sum + (group.includes('.') ? 2 : 1), 0);
    const zeros = tail === undefined ? 0 : Math.max(0, 8 - length(first) - length(last));
    return [...first, ...Array.from({ length: zeros }, () => '0'), ...last].map((group) => group.replace(/^0+(?=.)/, ''));
}
//# sourceMappingURL=client-network.js.map