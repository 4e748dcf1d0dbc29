import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { ZodType } from 'zod';

/** The parsed content, or undefined where the file does not exist. Throws, naming the file, when it is malformed. */
export function readJsonFile<Value>(path: string, schema: ZodType<Value>): Value | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new Error(`${path} is damaged (${error instanceof Error ? error.message : String(error)}); move it away.`);
  }
}

/** Replaces the file in one step, so that a power cut leaves the old content or the new one, never half of it. */
export function writeJsonFile(path: string, value: unknown, { mode = 0o644 }: { mode?: number } = {}): void {
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, `${JSON.stringify(value, null, 2)}\n`, { mode, flush: true });
  renameSync(temporary, path);
}
