import type { ITracesAndStats } from '@apollo/usage-reporting-protobuf';
import type { OperationRecord } from '../metrics/gateway-metrics.ts';
import type { OperationKey } from './operation-key.ts';
/** What is counted of the operations of one schema until it is reported. */
export declare class OperationStatistics {
    #private;
    /** Of operations that were understood, whether they succeeded or not. */
    operationCount: number;
    /** Pairs of operation and client so far: what decides over the memory that this takes. */
    entries: number;
    add(of: OperationKey, record: OperationRecord): void;
    /** As in a report, by operation. */
    encoded(): Record<string, ITracesAndStats>;
}
