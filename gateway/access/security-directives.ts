import type { ConstDirectiveNode, DocumentNode } from 'graphql';
import { Kind, valueFromASTUntyped } from 'graphql';
import { type AnyOfAllOf, both, open, type Requirement } from './requirement.ts';

const features = ['authenticated', 'requiresScopes', 'policy'] as const;
type Feature = (typeof features)[number];

/** The names that the three security directives go by in this document: `@link` may rename each of them. */
export type SecurityDirectiveNames = ReadonlyMap<string, Feature>;

export function securityDirectiveNames(sdl: DocumentNode): SecurityDirectiveNames {
  const names = new Map<string, Feature>();
  for (const definition of sdl.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const directive of definition.directives ?? []) {
      if (directive.name.value !== 'link') continue;
      const { url, as, import: imports } = argumentsOf(directive);
      const feature = features.find((name) => String(url).startsWith(`https://specs.apollo.dev/${name}/`));
      if (!feature) continue;
      names.set(importedName(imports, feature) ?? (typeof as === 'string' ? as : feature), feature);
    }
  }
  return names;
}

/** What the security directives at one type or field ask for together. */
export function requirementAt(
  directives: readonly ConstDirectiveNode[] | undefined,
  names: SecurityDirectiveNames,
): Requirement {
  let requirement = open;
  for (const directive of directives ?? []) {
    const feature = names.get(directive.name.value);
    if (feature) requirement = both(requirement, stated(feature, argumentsOf(directive)));
  }
  return requirement;
}

function stated(feature: Feature, { scopes, policies }: Record<string, unknown>): Requirement {
  if (feature === 'authenticated') return { ...open, authenticated: true };
  if (feature === 'requiresScopes') return { authenticated: true, scopes: [scopes as AnyOfAllOf], policies: [] };
  return { authenticated: true, scopes: [], policies: [policies as AnyOfAllOf] };
}

function importedName(imports: unknown, feature: Feature): string | undefined {
  if (!Array.isArray(imports)) return undefined;
  for (const entry of imports as unknown[]) {
    if (entry === `@${feature}`) return feature;
    const { name, as } = (typeof entry === 'object' && entry ? entry : {}) as { name?: string; as?: string };
    if (name === `@${feature}`) return (as ?? name).slice(1);
  }
  return undefined;
}

function argumentsOf(directive: ConstDirectiveNode): Record<string, unknown> {
  return Object.fromEntries(
    (directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
  );
}
