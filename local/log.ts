import { closeSync, existsSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** The one readable log of an instance, also kept per service in files. */
export interface StackLog {
  /** A line of the stack itself. */
  say(text: string, level?: LogLevel): void;
  /** A writer for the output of one service; takes chunks as they come. */
  service(name: string): ServiceLog;
  close(): void;
}

export interface ServiceLog {
  write(chunk: string | Buffer): void;
  /** The newest lines, for explaining a crash. */
  tail(): string[];
}

const nameWidth = 14;
const fileBytesMax = 5_000_000;
const tailLines = 25;
const colours = [36, 32, 35, 34, 33, 96, 92, 95, 94, 93];
const levelColours: Record<string, number> = { debug: 90, warn: 33, error: 31, fatal: 31 };

/**
 * @param out where lines go; defaults to standard output
 * @param colour defaults to whether standard output is a terminal
 * @param requests whether requests that went well are shown; they are in the files in any case. Defaults to true.
 */
export function createStackLog({
  directory,
  out = (line) => process.stdout.write(`${line}\n`),
  colour = process.stdout.isTTY === true && !process.env['NO_COLOR'],
  requests = true,
}: {
  directory: string;
  out?: ((line: string) => void) | undefined;
  colour?: boolean | undefined;
  requests?: boolean | undefined;
}): StackLog {
  const files = new Map<string, number>();
  const services = new Map<string, ServiceLog>();
  const paint = (code: number, text: string) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);

  function print(name: string, line: string): void {
    const { time, level, text, isRoutine } = readable(line);
    if (level === 'trace' || level === 'debug' || (isRoutine && !requests)) return;
    const order = [...services.keys()].indexOf(name);
    const prefix = paint(order < 0 ? 1 : (colours[order % colours.length] ?? 37), name.padEnd(nameWidth));
    const shownLevel = level === 'info' ? '' : `${paint(levelColours[level] ?? 37, level.toUpperCase())} `;
    out(`${paint(90, time)} ${prefix} ${shownLevel}${text}`);
  }

  function keep(name: string, line: string): void {
    let file = files.get(name);
    if (file === undefined) {
      const path = join(directory, `${name.replaceAll(/[^\w.-]/g, '-')}.log`);
      if (existsSync(path) && statSync(path).size > fileBytesMax) renameSync(path, `${path}.1`);
      file = openSync(path, 'a');
      files.set(name, file);
    }
    writeSync(file, `${line}\n`);
  }

  return {
    say(text, level = 'info') {
      keep('local', `${new Date().toISOString()} ${level} ${text}`);
      for (const line of text.split('\n')) print('local', JSON.stringify({ level, msg: line }));
    },
    service(name) {
      const known = services.get(name);
      if (known) return known;
      let rest = '';
      const newest: string[] = [];
      const log: ServiceLog = {
        write(chunk) {
          const lines = (rest + chunk.toString()).split(/\r?\n/);
          rest = lines.pop() ?? '';
          for (const line of lines) {
            if (line.trim() === '') continue;
            newest.push(readable(line).text);
            if (newest.length > tailLines) newest.shift();
            keep(name, line);
            print(name, line);
          }
        },
        tail: () => [...newest],
      };
      services.set(name, log);
      return log;
    },
    close() {
      for (const file of files.values()) closeSync(file);
      files.clear();
    },
  };
}

/** What every JSON log line carries and a reader at a terminal has no use for. */
const hiddenFields = new Set(['time', 'level', 'msg', 'message', 'service', 'pid', 'hostname', 'v']);

/** A service's line as a person reads it: `message key=value`. Lines that are not JSON objects pass as they are. */
function readable(line: string): { time: string; level: string; text: string; isRoutine?: boolean } {
  const now = new Date().toTimeString().slice(0, 8);
  if (!line.startsWith('{')) return { time: now, level: 'info', text: line };
  let entry: Record<string, unknown>;
  try {
    entry = JSON.parse(line) as Record<string, unknown>;
  } catch {
    return { time: now, level: 'info', text: line };
  }
  const written = typeof entry['time'] === 'string' ? new Date(entry['time']) : new Date();
  const time = Number.isNaN(written.getTime()) ? now : written.toTimeString().slice(0, 8);
  const fields = Object.entries(entry)
    .filter(([key]) => !hiddenFields.has(key))
    .map(([key, value]) => `${key}=${shown(value)}`);
  return {
    time,
    level: typeof entry['level'] === 'string' ? entry['level'].toLowerCase() : 'info',
    text: [String(entry['msg'] ?? entry['message'] ?? ''), ...fields].filter(Boolean).join(' '),
    isRoutine: entry['msg'] === 'request' && Number(entry['status']) < 400 && !entry['codes'],
  };
}

/** An error shows its message and its stack on lines of its own; other objects stay JSON. */
function shown(value: unknown): string {
  if (typeof value === 'string') return /[\s="]/.test(value) ? JSON.stringify(value) : value;
  if (value && typeof value === 'object' && 'stack' in value && typeof value.stack === 'string')
    return `\n${value.stack}`;
  return JSON.stringify(value);
}
