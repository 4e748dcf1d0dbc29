import type { RegionName } from '../region.ts';

export const storagePath = '/_storage/';

/**
 * The origin of the object store, which is never the API's: Clio's lies with another host, so that an HTTP client that
 * follows the redirect of a download by itself leaves the `Authorization` header behind. On loopback the two names of
 * the machine stand in for two hosts.
 */
export function storageAddress(apiHost: string, region: RegionName, object: string): string {
  const host = /^127\.0\.0\.1(?=:|$)/.test(apiHost)
    ? apiHost.replace('127.0.0.1', 'localhost')
    : apiHost.replace(/^localhost(?=:|$)/, '127.0.0.1');
  return `http://${host}${storagePath}${region}/${object}`;
}
