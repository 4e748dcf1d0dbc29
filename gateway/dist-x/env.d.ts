import type { UsageSettings } from './usage/usage-reports.ts';
/** The configuration of the gateway. Ends the process when it is not valid. */
export declare function readGatewayEnv(): {
    host: string;
    port: number;
    logLevel: "debug" | "error" | "fatal" | "info" | "trace" | "warn";
    development: boolean;
    introspection: boolean;
    subgraphUrls: Record<string, string>;
    signingKey: {
        [x: string]: unknown;
        kty: "OKP";
        crv: "Ed25519";
        d: string;
        kid: string;
    };
    jwksUrl: string;
    revocationsUrl: string | undefined;
    issuer: string;
    webOrigin: string;
    trustedProxies: import("net").BlockList;
    persistedOperations: import("./supergraph/source/source.ts").Source<readonly import("./persisted/manifest.ts").PersistedOperation[]>;
    otherOperations: boolean | undefined;
    redisUrl: string | undefined;
    limits: {
        operationCostMax?: number | undefined;
        user?: {
            capacity: number;
            refillPerSecond: number;
        } | undefined;
        apiKey?: {
            capacity: number;
            refillPerSecond: number;
        } | undefined;
        anonymous?: {
            capacity: number;
            refillPerSecond: number;
        } | undefined;
        signUpsPerNetwork?: {
            capacity: number;
            refillPerSecond: number;
        } | undefined;
        signUpsPerAccount?: {
            capacity: number;
            refillPerSecond: number;
        } | undefined;
        signInsPerNetwork?: {
            capacity: number;
            refillPerSecond: number;
        } | undefined;
        signInsPerAccount?: {
            capacity: number;
            refillPerSecond: number;
        } | undefined;
    } | undefined;
    streamLimits: {
        sockets?: number | undefined;
        socketsPerNetwork?: number | undefined;
        namelessSocketsPerNetwork?: number | undefined;
        socketBeginsWithinMs?: number | undefined;
        httpStreams?: number | undefined;
        httpStreamsPerClient?: number | undefined;
    } | undefined;
    metricsPort: number | undefined;
    trustedTraces: boolean;
    usageReports: UsageSettings | undefined;
    supergraph: import("./supergraph/source/source.ts").Source<string>;
};
