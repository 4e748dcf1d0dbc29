import { parseDay } from './firm/days.ts';
import { type ClioSimulatorOptions, defaultRedirectUris, sizes } from './simulator.ts';

type Source = Readonly<Record<string, string | undefined>>;

/**
 * The settings of the process. All mistakes are reported together, by variable name and without values, and the process
 * exits with code 1.
 */
export function readSettings(source: Source = process.env): ClioSimulatorOptions {
  const mistakes: string[] = [];
  const text = (name: string, fallback: string) => source[name] || fallback;
  const integer = (name: string, fallback: number, least: number, most: number) => {
    const value = Number(source[name] || fallback);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    mistakes.push(`${name}: expected a whole number from ${least} to ${most}`);
    return fallback;
  };
  const choice = <Word extends string>(name: string, fallback: Word, words: readonly Word[]) => {
    const value = words.find((word) => word === (source[name] || fallback));
    if (value === undefined) mistakes.push(`${name}: expected one of ${words.join(', ')}`);
    return value ?? fallback;
  };
  const list = (name: string, fallback: readonly string[]) => {
    const values = (source[name] ?? '').split(',').filter((value) => value !== '');
    for (const value of values)
      if (!URL.canParse(value)) mistakes.push(`${name}: expected addresses with commas between`);
    return values.length > 0 ? values : fallback;
  };

  const referenceDate = source['CLIO_SIM_REFERENCE_DATE'];
  if (referenceDate && parseDay(referenceDate) === undefined) {
    mistakes.push('CLIO_SIM_REFERENCE_DATE: expected a date such as 2026-03-02');
  }
  const stateDirectory = source['CLIO_SIM_STATE_DIR'];
  const settings: ClioSimulatorOptions = {
    port: integer('PORT', 4010, 0, 65_535),
    host: text('HOST', '127.0.0.1'),
    size: choice('CLIO_SIM_SIZE', 'small', Object.keys(sizes) as (keyof typeof sizes)[]),
    seed: text('CLIO_SIM_SEED', 'clio'),
    clientId: text('CLIO_SIM_CLIENT_ID', 'simulator-client'),
    clientSecret: text('CLIO_SIM_CLIENT_SECRET', 'simulator-secret'),
    applicationName: text('CLIO_SIM_APPLICATION_NAME', 'Smarter Firms'),
    redirectUris: list('CLIO_SIM_REDIRECT_URIS', defaultRedirectUris),
    rateLimit: integer('CLIO_SIM_RATE_LIMIT', 50, 0, 1_000_000),
    ...(source['CLIO_SIM_OFF_PEAK_RATE_LIMIT'] && {
      offPeakRateLimit: integer('CLIO_SIM_OFF_PEAK_RATE_LIMIT', 50, 1, 1_000_000),
    }),
    rateWindowSeconds: integer('CLIO_SIM_RATE_WINDOW_SECONDS', 60, 1, 86_400),
    fixedFeeShare: integer('CLIO_SIM_FIXED_FEE_PERCENT', 5, 0, 100) / 100,
    metaRecords: choice('CLIO_SIM_META_RECORDS', 'on', ['on', 'off']) === 'on',
    rotateRefreshToken: choice('CLIO_SIM_ROTATE_REFRESH', 'off', ['on', 'off']) === 'on',
    accessTokenSeconds: integer('CLIO_SIM_ACCESS_TOKEN_SECONDS', 2_592_000, 1, 31_536_000),
    lifePerMinute: integer('CLIO_SIM_LIFE_PER_MINUTE', 0, 0, 60_000),
    webhookLoopbackHttp: choice('CLIO_SIM_WEBHOOK_LOOPBACK', 'off', ['on', 'off']) === 'on',
    webhookTimeoutMs: integer('CLIO_SIM_WEBHOOK_TIMEOUT_MS', 5_000, 1, 600_000),
    ...(referenceDate && { referenceDate }),
    ...(stateDirectory && { stateDirectory }),
  };
  if (mistakes.length === 0) return settings;
  process.stderr.write(`The environment of the Clio simulator is not valid:\n  ${mistakes.join('\n  ')}\n`);
  process.exit(1);
}
