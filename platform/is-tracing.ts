let decided: boolean | undefined;

/**
 * Whether this process traces, by OpenTelemetry's own variables: where an OTLP endpoint is named, or the exporter is asked
 * for. Everything that traces asks this first, so that without it nothing is loaded, started or sent.
 */
export function isTracing(): boolean {
  decided ??= wantsTraces(process.env);
  return decided;
}

/**
 * https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/. By the specification the exporter is
 * `otlp` where nothing is said; here nothing said is off, since without a collector it would only fail.
 */
export function wantsTraces({
  OTEL_SDK_DISABLED: disabled,
  OTEL_TRACES_EXPORTER: exporter,
  OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: tracesEndpoint,
}: Readonly<Record<string, string | undefined>>): boolean {
  if (disabled?.toLowerCase() === 'true' || exporter === 'none') return false;
  return exporter === 'otlp' || Boolean(endpoint || tracesEndpoint);
}
