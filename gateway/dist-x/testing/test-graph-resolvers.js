import { GraphQLError } from 'graphql';
/** How the three subgraphs of the tests answer: from memory, and to each principal what is its own. */
export function testResolvers({ jobs, ownFirm, otherFirm, }) {
    const firms = new Map([
        { id: ownFirm, name: 'Own LLP', timeZone: 'America/New_York', revenue: 100 },
        { id: otherFirm, name: 'Other LLP', timeZone: 'Europe/Berlin', revenue: 900 },
    ].map((firm) => [firm.id, firm]));
    const visible = (id, { principal }) => principal?.kind === 'user' && principal.firmId === id ? { ...firms.get(id), __typename: 'Firm' } : null;
    /** A firm for its people, and a safe for everybody; who may read it is another matter. */
    const ownThings = (context) => [visible(ownFirm, context), { __typename: 'Safe', name: 'the safe', code: '1234' }].filter(Boolean);
    const asJob = ({ firmId, ...job }) => ({
        ...job,
        firm: { __typename: 'Firm', id: firmId },
        notes: notes(),
    });
    return {
        accounts: {
            Query: {
                me: (_, __, { principal }) => principal?.kind === 'user' ? { id: principal.userId } : null,
                plans: () => [{ code: 'trial' }],
                firm: (_, { id }, context) => visible(id, context),
                named: (_, __, context) => ownThings(context),
                found: (_, __, context) => ownThings(context),
                badge: (_, __, { principal }) => badgeOf(principal),
                mistakenBadge: (_, __, { principal }) => badgeOf(principal),
                vault: () => ({ name: 'the safe', code: '1234' }),
                byDay: () => 'a day',
                search: (_, given) => `found ${given.filter?.text ?? 'nothing'}`,
                fails: () => {
                    throw new Error('connect ECONNREFUSED 10.1.1.1:5432');
                },
                missing: () => null,
                client: () => ({ taxId: 'tax-77', name: 'A Client' }),
            },
            Mutation: {
                signUp: () => 'signed up',
                signIn: () => 'signed in',
                rename: (_, { name }, context) => {
                    if (name.length > 20)
                        throw new GraphQLError('A name has at most 20 letters.', { extensions: { code: 'BAD_USER_INPUT' } });
                    const firm = visible(ownFirm, context);
                    return firm && { ...firm, name };
                },
            },
            Firm: {
                __resolveReference: ({ id }, context) => visible(id, context),
                self: (firm) => firm,
                audited: () => 'by nobody',
                seal: () => 'a seal',
            },
        },
        clio: {
            Firm: { name: ({ id }) => `${firms.get(id)?.name}, as Clio has it` },
            Query: {
                job: (_, { id }, context) => visible(ownFirm, context) && asJob({ id, percent: 50, firmId: ownFirm }),
            },
            Subscription: {
                progress: {
                    subscribe: () => jobs.stream(),
                    resolve: (event) => asJob(event),
                },
                ticks: {
                    subscribe: () => jobs.stream(),
                    resolve: (event) => event.percent,
                },
            },
        },
        data: {
            Query: { size: () => 1 },
            Client: { __resolveReference: (client) => client, matterCount: () => 3 },
            Firm: {
                __resolveReference: (firm) => firm,
                clock: ({ timeZone }) => `noon in ${timeZone}`,
                matters: (_, { first }) => {
                    if (first > 100)
                        throw new GraphQLError('first must be between 1 and 100, got 1000.', {
                            extensions: { code: 'BAD_USER_INPUT' },
                        });
                    return [{ id: 'mat_1', title: 'Own v. Other' }];
                },
            },
        },
    };
}
function badgeOf(principal) {
    return principal?.kind === 'user' ? `badge of ${principal.userId}` : 'nobody’s badge';
}
function notes() {
    return [
        { __typename: 'Remark', text: 'a remark', by: 'Ann' },
        { __typename: 'Warning', text: 'a warning', level: 2 },
    ];
}
//# sourceMappingURL=test-graph-resolvers.js.map