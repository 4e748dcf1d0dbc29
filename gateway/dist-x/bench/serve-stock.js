import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
/** Apollo's own gateway behind Apollo's own server, as their documentation starts them. */
export async function serveStock(supergraphSdl) {
    const server = new ApolloServer({ gateway: new ApolloGateway({ supergraphSdl }) });
    const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
    return url;
}
//# sourceMappingURL=serve-stock.js.map