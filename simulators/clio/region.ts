export const regionNames = ['us', 'ca', 'eu', 'au'] as const;
export type RegionName = (typeof regionNames)[number];

export const regionTitles: Record<RegionName, string> = {
  us: 'United States',
  ca: 'Canada',
  eu: 'Europe and United Kingdom',
  au: 'Australia',
};

export interface RegionAddress {
  region: RegionName;
  /** What every emitted address starts with: origin and, on loopback, the region's prefix. */
  base: string;
  /** The path without the region's prefix. */
  path: string;
}

const realHost = /^(?:(ca|eu|au)\.)?app\.clio\.(?:com|test|localhost)(?::\d+)?$/i;
const prefixed = /^\/(us|ca|eu|au)(\/.*)?$/;

/**
 * Tells the four logical hosts apart. Clio has one host name per region; on loopback, where there is one host, the
 * first part of the path stands in for it: `http://127.0.0.1:4010/ca` is the Canadian origin. Undefined when neither
 * names a region.
 */
export function regionOf(host: string, path: string): RegionAddress | undefined {
  const byHost = realHost.exec(host);
  if (byHost) return { region: regionNamed(byHost[1]) ?? 'us', base: `http://${host}`, path };
  const byPath = prefixed.exec(path);
  const region = regionNamed(byPath?.[1]);
  if (!byPath || !region) return undefined;
  return { region, base: `http://${host}/${region}`, path: byPath[2] ?? '/' };
}

function regionNamed(text: string | undefined): RegionName | undefined {
  return regionNames.find((name) => name === text?.toLowerCase());
}
