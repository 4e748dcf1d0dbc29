import type { RequestContext } from '@smarterfirms/platform/request-context';
import type { Broadcast } from './broadcast.ts';
export interface JobEvent {
    id: string;
    percent: number;
    firmId: string;
}
/** How the three subgraphs of the tests answer: from memory, and to each principal what is its own. */
export declare function testResolvers({ jobs, ownFirm, otherFirm, }: {
    jobs: Broadcast<JobEvent>;
    ownFirm: string;
    otherFirm: string;
}): {
    accounts: {
        Query: {
            me: (_: unknown, __: unknown, { principal }: RequestContext) => {
                id: string & {
                    readonly __kind: "user";
                };
            } | null;
            plans: () => {
                code: string;
            }[];
            firm: (_: unknown, { id }: {
                id: string;
            }, context: RequestContext) => {
                id?: string;
                name?: string;
                timeZone?: string;
                revenue?: number;
                __typename: string;
            } | null;
            named: (_: unknown, __: unknown, context: RequestContext) => ({
                id?: string;
                name?: string;
                timeZone?: string;
                revenue?: number;
                __typename: string;
            } | {
                __typename: string;
                name: string;
                code: string;
            } | null)[];
            found: (_: unknown, __: unknown, context: RequestContext) => ({
                id?: string;
                name?: string;
                timeZone?: string;
                revenue?: number;
                __typename: string;
            } | {
                __typename: string;
                name: string;
                code: string;
            } | null)[];
            badge: (_: unknown, __: unknown, { principal }: RequestContext) => string;
            mistakenBadge: (_: unknown, __: unknown, { principal }: RequestContext) => string;
            vault: () => {
                name: string;
                code: string;
            };
            byDay: () => string;
            search: (_: unknown, given: {
                filter?: {
                    text?: string;
                };
            }) => string;
            fails: () => never;
            missing: () => null;
            client: () => {
                taxId: string;
                name: string;
            };
        };
        Mutation: {
            signUp: () => string;
            signIn: () => string;
            rename: (_: unknown, { name }: {
                name: string;
            }, context: RequestContext) => {
                id?: string;
                timeZone?: string;
                revenue?: number;
                __typename: string;
                name: string;
            } | null;
        };
        Firm: {
            __resolveReference: ({ id }: {
                id: string;
            }, context: RequestContext) => {
                id?: string;
                name?: string;
                timeZone?: string;
                revenue?: number;
                __typename: string;
            } | null;
            self: (firm: {
                id: string;
            }) => {
                id: string;
            };
            audited: () => string;
            seal: () => string;
        };
    };
    clio: {
        Firm: {
            name: ({ id }: {
                id: string;
            }) => string;
        };
        Query: {
            job: (_: unknown, { id }: {
                id: string;
            }, context: RequestContext) => {
                id: string;
                percent: number;
                firm: {
                    __typename: string;
                    id: string;
                };
                notes: ({
                    __typename: string;
                    text: string;
                    by: string;
                    level?: never;
                } | {
                    by?: never;
                    __typename: string;
                    text: string;
                    level: number;
                })[];
            } | null;
        };
        Subscription: {
            progress: {
                subscribe: () => AsyncIterableIterator<JobEvent>;
                resolve: (event: JobEvent) => {
                    id: string;
                    percent: number;
                    firm: {
                        __typename: string;
                        id: string;
                    };
                    notes: ({
                        __typename: string;
                        text: string;
                        by: string;
                        level?: never;
                    } | {
                        by?: never;
                        __typename: string;
                        text: string;
                        level: number;
                    })[];
                };
            };
            ticks: {
                subscribe: () => AsyncIterableIterator<JobEvent>;
                resolve: (event: JobEvent) => number;
            };
        };
    };
    data: {
        Query: {
            size: () => number;
        };
        Client: {
            __resolveReference: (client: unknown) => unknown;
            matterCount: () => number;
        };
        Firm: {
            __resolveReference: (firm: unknown) => unknown;
            clock: ({ timeZone }: {
                timeZone: string;
            }) => string;
            matters: (_: unknown, { first }: {
                first: number;
            }) => {
                id: string;
                title: string;
            }[];
        };
    };
};
