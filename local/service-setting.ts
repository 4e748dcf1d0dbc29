import type { AwsResources } from './aws-resources.ts';
import type { DataDirectory } from './data-directory.ts';
import type { StackLog } from './log.ts';
import type { Ports } from './ports.ts';
import type { Secrets } from './secrets.ts';

/** What the processes of one instance are made from. */
export interface ServiceSetting {
  directory: DataDirectory;
  ports: Ports;
  secrets: Secrets;
  resources: AwsResources;
  log: StackLog;
  /** Variables that replace or add to those of one service, or of all (`*`). */
  overrides: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Runs `next dev` instead of the built application. */
  development: boolean;
}
