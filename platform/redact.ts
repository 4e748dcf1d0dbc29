/** Names of values that open something: they never reach a log, at whatever depth. Compared without case, `-` and `_`. */
const secretNames = new Set([
  'authorization',
  'cookie',
  'setcookie',
  'password',
  'passphrase',
  'secret',
  'clientsecret',
  'token',
  'accesstoken',
  'refreshtoken',
  'sessiontoken',
  'apikey',
  'xapikey',
]);
const depthMax = 12;
const censored = '[redacted]';

/**
 * The value with every secret in it replaced, at any depth, in arrays too. What holds no secret is returned as it is: most
 * log lines cost one walk and no copy. What lies deeper than a log line should go, or contains itself, is replaced too.
 */
export function redacted<Value>(value: Value): Value {
  return redactedAt(value, depthMax) as Value;
}

function redactedAt(value: unknown, depthLeft: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depthLeft === 0) return censored;
  if (Array.isArray(value)) return redactedArray(value, depthLeft);
  // Classes (dates, URLs, errors) print themselves in their own way; errors are redacted once they are plain.
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  let copy: Record<string, unknown> | undefined;
  for (const [name, inner] of Object.entries(value)) {
    const safe = isSecret(name) && inner !== undefined ? censored : redactedAt(inner, depthLeft - 1);
    if (safe === inner) continue;
    copy ??= { ...value };
    copy[name] = safe;
  }
  return copy ?? value;
}

function redactedArray(values: readonly unknown[], depthLeft: number): readonly unknown[] {
  const copy = values.map((value) => redactedAt(value, depthLeft - 1));
  return copy.every((value, at) => value === values[at]) ? values : copy;
}

const known = new Map<string, boolean>();
/** Services log the same few names over and over; a flood of others must not be remembered. */
const knownMax = 2_000;

function isSecret(name: string): boolean {
  let secret = known.get(name);
  if (secret === undefined) {
    secret = secretNames.has(name.replace(/[-_]/g, '').toLowerCase());
    if (known.size < knownMax) known.set(name, secret);
  }
  return secret;
}
