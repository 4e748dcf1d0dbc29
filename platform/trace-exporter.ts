import { DiagLogLevel, diag } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';

/**
 * Registers OpenTelemetry's SDK with its API: spans leave in batches, as OTLP in JSON over HTTP. Endpoint, headers, sampler,
 * limits and batches are read by the SDK from its own variables. Only start-tracing.ts loads this file, and only when asked.
 *
 * @param service what the resource is called unless OTEL_SERVICE_NAME says otherwise
 * @param complain told why spans were lost
 */
export function registerExporter(service: string, complain: (reason: string) => void): NodeTracerProvider {
  diag.setLogger(
    { error: complain, warn: complain, info() {}, debug() {}, verbose() {} },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service, 'service.namespace': 'smarterfirms' }).merge(
      detectResources({ detectors: [envDetector] }),
    ),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register();
  return provider;
}
