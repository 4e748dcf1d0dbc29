import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * One JSON file in the state directory, replaced as a whole: a crash leaves the old content or the new one, never half
 * of it. Without a directory nothing is kept.
 */
export class StateFile<Content> {
  readonly #path: string | undefined;

  constructor(directory: string | undefined, name: string) {
    if (directory === undefined) return;
    mkdirSync(directory, { recursive: true });
    this.#path = join(directory, name);
  }

  /** Undefined when there is no file yet. Throws when there is one that is not JSON. */
  read(): Content | undefined {
    if (this.#path === undefined || !existsSync(this.#path)) return undefined;
    try {
      return JSON.parse(readFileSync(this.#path, 'utf8')) as Content;
    } catch (cause) {
      throw new Error(`${this.#path} cannot be read as JSON; remove it to start with an empty state`, { cause });
    }
  }

  write(content: Content): void {
    if (this.#path === undefined) return;
    const next = `${this.#path}.next`;
    writeFileSync(next, JSON.stringify(content), { mode: 0o600 });
    renameSync(next, this.#path);
  }
}
