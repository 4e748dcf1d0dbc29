import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
/** The page that Apollo Server shows to browsers in development: Apollo Sandbox, to explore the graph by. */
export async function renderSandboxPage() {
    const plugin = ApolloServerPluginLandingPageLocalDefault({ footer: false });
    // The page is made of the plugin's own options alone; what it could learn of a server is not there, and not needed.
    const listener = await plugin.serverWillStart?.({});
    const page = await listener?.renderLandingPage?.();
    if (!page)
        throw new Error('Apollo Server has no landing page any more.');
    return typeof page.html === 'string' ? page.html : await page.html();
}
//# sourceMappingURL=sandbox-page.js.map