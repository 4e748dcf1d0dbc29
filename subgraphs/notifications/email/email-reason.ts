import type { Audience } from '../announcement/announcement.ts';

/** Why the person gets this email: the last lines of both of its forms. */
export function reason({ firmName }: Audience): string {
  return `You receive this because you look after ${firmName} in Smarter Firms.`;
}
