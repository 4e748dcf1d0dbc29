/** The page that Apollo Server shows to browsers in development: Apollo Sandbox, to explore the graph by. */
export declare function renderSandboxPage(): Promise<string>;
