declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** Without a path tables live in memory. */
  export default function dynalite(options?: {
    path?: string;
    createTableMs?: number;
    updateTableMs?: number;
    deleteTableMs?: number;
  }): Server & { closeAllConnections(): void };
}
