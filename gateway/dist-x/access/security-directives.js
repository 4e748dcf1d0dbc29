import { Kind, valueFromASTUntyped } from 'graphql';
import { both, open } from './requirement.js';
const features = ['authenticated', 'requiresScopes', 'policy'];
export function securityDirectiveNames(sdl) {
    const names = new Map();
    for (const definition of sdl.definitions) {
        if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION)
            continue;
        for (const directive of definition.directives ?? []) {
            if (directive.name.value !== 'link')
                continue;
            const { url, as, import: imports } = argumentsOf(directive);
            const feature = features.find((name) => String(url).startsWith(`https://specs.apollo.dev/${name}/`));
            if (!feature)
                continue;
            names.set(importedName(imports, feature) ?? (typeof as === 'string' ? as : feature), feature);
        }
    }
    return names;
}
/** What the security directives at one type or field ask for together. */
export function requirementAt(directives, names) {
    let requirement = open;
    for (const directive of directives ?? []) {
        const feature = names.get(directive.name.value);
        if (feature)
            requirement = both(requirement, stated(feature, argumentsOf(directive)));
    }
    return requirement;
}
function stated(feature, { scopes, policies }) {
    if (feature === 'authenticated')
        return { ...open, authenticated: true };
    if (feature === 'requiresScopes')
        return { authenticated: true, scopes: [scopes], policies: [] };
    return { authenticated: true, scopes: [], policies: [policies] };
}
function importedName(imports, feature) {
    if (!Array.isArray(imports))
        return undefined;
    for (const entry of imports) {
        if (entry === `@${feature}`)
            return feature;
        const { name, as } = (typeof entry === 'object' && entry ? entry : {});
        if (name === `@${feature}`)
            return (as ?? name).slice(1);
    }
    return undefined;
}
function argumentsOf(directive) {
    return Object.fromEntries((directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]));
}
//# sourceMappingURL=security-directives.js.map