import { z } from 'zod';

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Where Clio answers. Tokens travel to it, so it must be https, but for a simulator on this machine. */
const clioBase = z
  .url()
  .refine((text) => {
    const url = new URL(text);
    return url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname));
  }, 'expected an https address (http only on the loopback address)')
  // Clio has a host per region; a simulator on one host has a path per region.
  .transform((text) => text.replace(/\/+$/, ''));

/** Base addresses by region, without a slash at the end; those that are missing cannot be connected to. */
export const clioHosts = z
  .object({ US: clioBase, CA: clioBase, EU: clioBase, AU: clioBase })
  .partial()
  .refine((hosts) => Object.keys(hosts).length > 0, 'expected at least one region');

export type ClioHosts = z.infer<typeof clioHosts>;

/** The key that wraps data keys: 32 bytes in base64. */
export const tokenKey = z
  .string()
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((key) => key.length === 32, 'expected 32 bytes in base64');
