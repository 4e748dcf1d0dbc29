import { z } from 'zod';

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** An origin of Clio. Tokens travel to it, so it must be https, but for a simulator on this machine. */
const clioOrigin = z
  .url()
  .refine((text) => {
    const url = new URL(text);
    return url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname));
  }, 'expected an https origin (http only on the loopback address)')
  .transform((text) => new URL(text).origin);

/** Origins by region; those that are missing cannot be connected to. */
export const clioHosts = z
  .object({ US: clioOrigin, CA: clioOrigin, EU: clioOrigin, AU: clioOrigin })
  .partial()
  .refine((hosts) => Object.keys(hosts).length > 0, 'expected at least one region');

export type ClioHosts = z.infer<typeof clioHosts>;

/** The key that wraps data keys: 32 bytes in base64. */
export const tokenKey = z
  .string()
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((key) => key.length === 32, 'expected 32 bytes in base64');
