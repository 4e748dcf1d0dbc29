declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** @param options.path directory of the LevelDB store; without it tables live in memory */
  export default function dynalite(options: {
    path?: string;
    createTableMs?: number;
    updateTableMs?: number;
    deleteTableMs?: number;
  }): Server;
}
