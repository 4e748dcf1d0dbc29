import { versionGone } from './errors.ts';

export const defaultVersion = '4.0.13';
/** 4.0.3 and older counted activities in hours; they are retired here. */
const supported = /^4\.0\.(?:[4-9]|1[0-3])$/;

/** The version a request is answered in. Throws 410 when it names one that is invalid or retired. */
export function apiVersion(header: string | string[] | undefined): string {
  const wanted = Array.isArray(header) ? header[0] : header;
  if (wanted === undefined || wanted === '') return defaultVersion;
  if (!supported.test(wanted)) throw versionGone(wanted);
  return wanted;
}
