import { type ZodType, z } from 'zod';

/**
 * Parses the environment of one deployable against its schema.
 *
 * All mistakes are reported together, by variable name and without values (they may be secrets), and the process exits
 * with code 1: a half-configured service must not start.
 */
export function readEnv<Env>(schema: ZodType<Env>, source: NodeJS.ProcessEnv = process.env): Env {
  const parsed = schema.safeParse(source);
  if (parsed.success) return parsed.data;
  const mistakes = parsed.error.issues.map((issue) => `  ${issue.path.join('.') || '(environment)'}: ${issue.message}`);
  process.stderr.write(`The environment of this process is not valid:\n${mistakes.join('\n')}\n`);
  process.exit(1);
}

/** A variable that holds JSON of the given shape. */
export function jsonVariable<Value>(shape: ZodType<Value>) {
  return z.string().transform((text, context): Value => {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'expected JSON' });
      return z.NEVER;
    }
    const parsed = shape.safeParse(value);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      context.addIssue({ code: 'custom', message: `${issue.path.join('.')}: ${issue.message}` });
    }
    return z.NEVER;
  });
}

/** What every HTTP service reads: the address it listens on and how much it logs. */
export const listenEnv = {
  PORT: z.coerce.number().int().min(0).max(65_535),
  HOST: z.string().default('127.0.0.1'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']).default('info'),
};
