import { Kind, valueFromASTUntyped } from 'graphql';
export function costDirectiveNames(sdl) {
    for (const definition of sdl.definitions) {
        if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION)
            continue;
        for (const directive of definition.directives ?? []) {
            if (directive.name.value !== 'link')
                continue;
            const given = new Map((directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]));
            if (!String(given.get('url')).startsWith('https://specs.apollo.dev/cost/'))
                continue;
            const prefix = given.get('as');
            const spec = typeof prefix === 'string' ? prefix : 'cost';
            const imported = importedNames(given.get('import'));
            return {
                // The directive that is named like its specification needs no import.
                cost: imported.get('@cost') ?? spec,
                listSize: imported.get('@listSize') ?? `${spec}__listSize`,
            };
        }
    }
    // Without the specification the names mean nothing, and nothing is read from them.
    return { cost: '', listSize: '' };
}
function importedNames(imports) {
    const entries = Array.isArray(imports) ? imports : [];
    return new Map(entries.map((entry) => typeof entry === 'string' ? [entry, entry.slice(1)] : [entry.name, (entry.as ?? entry.name).slice(1)]));
}
//# sourceMappingURL=cost-directives.js.map