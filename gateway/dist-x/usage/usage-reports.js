import { createHash } from 'node:crypto';
import { hostname, release } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { Report } from '@apollo/usage-reporting-protobuf';
import { printSchema } from 'graphql';
import { operationKey } from './operation-key.js';
import { OperationStatistics } from './operation-statistics.js';
import { sendReport } from './send-report.js';
/** Pairs of operation and client until the next report. Whoever makes up new ones all the time is not counted on. */
const entriesMax = 10_000;
const stopWithinMs = 5_000;
/**
 * Reports to GraphQL Studio which operations and fields are used, how long operations take and where they fail, by client:
 * Apollo's protocol for usage reports, as counts. Operations are told by their signatures, without literals; variables,
 * headers, answers and messages of errors are no part of a report. Traces of single requests are not sent either.
 */
export function startUsageReports({ key, graphRef, url, intervalMs = 10_000 }, log) {
    let current = new Map();
    let entries = 0;
    let sending = Promise.resolve();
    const timer = setInterval(() => report(), intervalMs).unref();
    function report() {
        const counted = current;
        current = new Map();
        entries = 0;
        for (const [schema, statistics] of counted) {
            const encoded = encodedReport(schema, statistics, graphRef);
            sending = sending
                .then(() => sendReport(encoded, { url, key }))
                .catch((error) => log.warn({ err: error }, 'a usage report was lost'));
        }
    }
    return {
        operation(record) {
            if (entries >= entriesMax)
                return;
            const { apiSchema } = record;
            const of = operationKey(record);
            if (!of || !apiSchema)
                return;
            const statistics = current.get(apiSchema) ?? new OperationStatistics();
            current.set(apiSchema, statistics);
            const before = statistics.entries;
            statistics.add(of, record);
            entries += statistics.entries - before;
        },
        async stop() {
            clearInterval(timer);
            report();
            await Promise.race([sending, delay(stopWithinMs, undefined, { ref: false })]);
        },
    };
}
function encodedReport(schema, statistics, graphRef) {
    return Report.encode({
        header: {
            graphRef,
            hostname: hostname(),
            agentVersion: 'smarterfirms-gateway@0.1.0',
            runtimeVersion: `node ${process.version}`,
            uname: `${process.platform}, ${release()}, ${process.arch}`,
            executableSchemaId: schemaId(schema),
        },
        tracesPerQuery: statistics.encoded(),
        endTime: { seconds: Math.floor(Date.now() / 1_000), nanos: 0 },
        operationCount: statistics.operationCount,
        // The counts are of all operations, as those of Apollo's own router.
        tracesPreAggregated: true,
    }).finish();
}
const ids = new WeakMap();
/** As Apollo Server makes it: the SHA-256 of the schema that clients see. */
function schemaId(schema) {
    let id = ids.get(schema);
    if (id === undefined) {
        id = createHash('sha256').update(printSchema(schema)).digest('hex');
        ids.set(schema, id);
    }
    return id;
}
//# sourceMappingURL=usage-reports.js.map