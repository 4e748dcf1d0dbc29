import { versionGone } from './errors.ts';

export interface VersionSetting {
  /** The last part of `4.0.x`: older ones are retired. */
  oldest: number;
  newest: number;
  /** What a request without the header is answered in. */
  default: number;
}

export const versionSetting: VersionSetting = { oldest: 0, newest: 13, default: 13 };

/** The last part of the version a request is answered in. Throws 410 when it names one that is invalid or retired. */
export function apiVersion(header: string | string[] | undefined, setting: VersionSetting): number {
  const wanted = Array.isArray(header) ? header[0] : header;
  if (wanted === undefined || wanted === '') return setting.default;
  const minor = /^4\.0\.(0|[1-9]\d?)$/.exec(wanted)?.[1];
  if (minor === undefined || Number(minor) < setting.oldest || Number(minor) > setting.newest)
    throw versionGone(wanted);
  return Number(minor);
}
