import { type DocumentNode, Kind, valueFromASTUntyped } from 'graphql';

/** The names that the two directives of the cost specification go by in a supergraph: `@link` may rename each of them. */
export interface CostDirectiveNames {
  cost: string;
  listSize: string;
}

export function costDirectiveNames(sdl: DocumentNode): CostDirectiveNames {
  for (const definition of sdl.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const directive of definition.directives ?? []) {
      if (directive.name.value !== 'link') continue;
      const given = new Map(
        (directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
      );
      if (!String(given.get('url')).startsWith('https://specs.apollo.dev/cost/')) continue;
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

function importedNames(imports: unknown): Map<string, string> {
  const entries = Array.isArray(imports) ? (imports as (string | { name: string; as?: string })[]) : [];
  return new Map(
    entries.map((entry) =>
      typeof entry === 'string' ? [entry, entry.slice(1)] : [entry.name, (entry.as ?? entry.name).slice(1)],
    ),
  );
}
