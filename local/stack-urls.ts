import type { Ports } from './ports.ts';

/** The addresses of one instance, by what answers there. */
export function urlsOf(ports: Ports) {
  const local = (port: number) => `http://127.0.0.1:${port}`;
  return {
    // The browser's addresses say localhost: browsers keep Secure cookies on it without https, and sites count as one.
    web: `http://localhost:${ports.web}`,
    gateway: `http://localhost:${ports.gateway}`,
    graph: `http://localhost:${ports.gateway}/graphql`,
    mail: `http://localhost:${ports.mail}`,
    clioSimulator: `http://localhost:${ports['clio-simulator']}`,
    smtp: `smtp://127.0.0.1:${ports.smtp}`,
    queues: local(ports.queues),
    tables: local(ports.tables),
    auth: local(ports.auth),
    accounts: local(ports.accounts),
    clio: local(ports.clio),
    data: local(ports.data),
    notifications: local(ports.notifications),
  };
}
export type StackUrls = ReturnType<typeof urlsOf>;
