import { Report } from '@apollo/usage-reporting-protobuf';
export interface UsageReceiver extends AsyncDisposable {
    url: string;
    reports: Report[];
    /** Headers of every attempt. */
    attempts: Record<string, unknown>[];
    /** Statuses of the next answers; 200 after them. */
    answerNext(...statuses: number[]): void;
    /** Everything that came, as text, for looking for what must not be in it. */
    text(): string;
    /** Resolves with the first answer that is not undefined; asked whenever a report has come. */
    until<Found>(find: (reports: readonly Report[]) => Found | undefined): Promise<Found>;
}
/** Takes usage reports as Apollo does. */
export declare function startUsageReceiver(): Promise<UsageReceiver>;
