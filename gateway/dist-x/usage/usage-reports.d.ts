import type { Log } from '@smarterfirms/platform/log';
import type { OperationRecord } from '../metrics/gateway-metrics.ts';
export interface UsageSettings {
    /** Of a graph in GraphQL Studio. */
    key: string;
    /** `<graph>@<variant>`. */
    graphRef: string;
    /** Where reports go. */
    url: string;
    /** Between two reports. Default 10,000. */
    intervalMs?: number;
}
export interface UsageReports {
    /** Counts an operation that has ended: nobody waits for it any more. */
    operation(record: OperationRecord): void;
    /** Sends what is left; what takes longer than a few seconds is lost. */
    stop(): Promise<void>;
}
/**
 * Reports to GraphQL Studio which operations and fields are used, how long operations take and where they fail, by client:
 * Apollo's protocol for usage reports, as counts. Operations are told by their signatures, without literals; variables,
 * headers, answers and messages of errors are no part of a report. Traces of single requests are not sent either.
 */
export declare function startUsageReports({ key, graphRef, url, intervalMs }: UsageSettings, log: Log): UsageReports;
