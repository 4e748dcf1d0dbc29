import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '@smarterfirms/platform/log';
import { type Admit } from '../admission/admission.ts';
import type { TakeDeposit } from '../admission/document-deposit.ts';
import type { DeprecationUsage } from '../contract/deprecation-usage.ts';
import type { Authenticate } from '../identity/authenticate.ts';
import type { ReadClientOrigin } from '../identity/client-origin.ts';
import type { OperationRecord } from '../metrics/gateway-metrics.ts';
import type { RunOperation } from '../operation/shared-operations.ts';
import type { GraphUse } from '../supergraph/serving.ts';
import { type SubscriptionParts } from './answer-subscription.ts';
export interface GraphQLEndpointOptions {
    /** What is served now; undefined where there is nothing to serve at present. */
    graph: () => GraphUse | undefined;
    authenticate: Authenticate;
    clientOrigin: ReadClientOrigin;
    /** Whose pages may call from a browser. */
    origins: ReadonlySet<string>;
    log: Log;
    /** Whether browsers get a page to explore the graph by. */
    sandbox: boolean;
    /** Lets operations in by what they cost; left out where there are no limits. */
    admit?: Admit | undefined;
    /** Runs queries and mutations; each on its own by default. */
    run?: RunOperation | undefined;
    /** Takes the price of a mistake; left out where there are no limits. */
    deposit?: TakeDeposit | undefined;
    /** Whether answers tell in `extensions.cost` what they cost. */
    costInAnswers?: boolean;
    /** Serves subscriptions over HTTP; left out where there are none. */
    subscriptions?: SubscriptionParts | undefined;
    /** Whether a client's `traceparent` is obeyed, not only linked. */
    trustedTraces?: boolean | undefined;
    /** Counts operations that have ended; left out where nobody looks. */
    count?: ((record: OperationRecord) => void) | undefined;
    /** Counts who uses what is deprecated, and tells them in the answer; left out where all clients are ours. */
    deprecations?: DeprecationUsage | undefined;
    /** What of a client's headers subgraphs get; nothing by default. */
    passedHeaders?: ((headers: IncomingHttpHeaders) => Record<string, string>) | undefined;
}
/** Answers one request, whatever happens. */
export type GraphQLEndpoint = (request: IncomingMessage, response: ServerResponse) => Promise<void>;
/**
 * GraphQL over HTTP, straight on Node's server: the protocol (content types, CSRF prevention, status codes) as
 * the GraphQL over HTTP specification has it. The operation itself runs where those of the WebSocket run.
 */
export declare function createGraphQLEndpoint(options: GraphQLEndpointOptions): GraphQLEndpoint;
