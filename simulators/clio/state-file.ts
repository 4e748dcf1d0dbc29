import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
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
    if (this.#path === undefined) return undefined;
    let text: string;
    try {
      text = readFileSync(this.#path, 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
    try {
      return JSON.parse(text) as Content;
    } catch {
      throw new Error(`${this.#path} is not JSON; remove it to start with an empty state`);
    }
  }

  write(content: Content): void {
    if (this.#path === undefined) return;
    const next = `${this.#path}.next`;
    writeFileSync(next, JSON.stringify(content), { mode: 0o600 });
    renameSync(next, this.#path);
  }
}
