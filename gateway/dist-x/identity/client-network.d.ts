/**
 * What an anonymous client is counted by: its address, and of an IPv6 address the first 64 bits. One customer of a provider
 * has a whole /64, so that counting single addresses would give each of them 2^64 budgets.
 */
export declare function clientNetwork(address: string | undefined): string;
