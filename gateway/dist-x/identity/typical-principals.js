import { roles, scopesOf } from '@smarterfirms/platform/access';
import { newId } from '@smarterfirms/platform/ids';
/**
 * One of everybody who differs in what the application shows them: nobody, a person without a firm, and a person of each
 * role, each just signed in and a while later. Plans depend on nothing else about a person.
 */
export function typicalPrincipals(now = Date.now()) {
    const nowSeconds = Math.floor(now / 1_000);
    const people = [undefined, ...roles].flatMap((role) => [nowSeconds, 0].map((authenticatedAt) => ({
        kind: 'user',
        userId: newId('user'),
        sessionId: newId('session'),
        sessionVersion: 1,
        ...(role ? { firmId: newId('firm'), role } : {}),
        scopes: scopesOf(role),
        authenticatedAt,
    })));
    return [undefined, ...people];
}
//# sourceMappingURL=typical-principals.js.map