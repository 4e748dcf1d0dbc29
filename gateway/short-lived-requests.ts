import { setFlagsFromString } from 'node:v8';

/**
 * Has V8 make every object as a short-lived one. To be called before the first request.
 *
 * V8 learns which places in the code make objects that stay, and makes those in the old generation at once. The first
 * requests are slow, for nothing is compiled, and teach it that the objects of requests stay: from then on it makes some of
 * each request in the old generation, which keep the rest of the request there until the next full collection.
 */
export function expectShortLivedRequests(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
}
