import type { QueryPlan } from '@apollo/query-planner';
import {
  type DirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  visit,
} from 'graphql';
import { compilePlan, conditionReader, NotCompilable } from './compile-plan.ts';
import { compileProjection, type Projected } from './projection.ts';
import type { Entity, Run } from './run.ts';

export interface Executed extends Projected {
  errors: Error[];
  /** What the subgraphs sent, merged, under the names of the plan. */
  data: unknown;
}

/** Runs an operation: fetches what its plan says and writes the answer. */
export type CompiledOperation = (run: Pick<Run, 'variables' | 'dataSources' | 'context'>) => Promise<Executed>;

export interface OperationParts {
  /** What clients see. */
  apiSchema: GraphQLSchema;
  /** With what clients do not see: representations may have fields and types that are `@inaccessible`. */
  supergraphSchema: GraphQLSchema;
  plan: QueryPlan;
  /** What the answer is shaped by. */
  shape: DocumentNode;
  operation: OperationDefinitionNode;
  responseNames: ReadonlyMap<string, string>;
  isDenied(name: string): boolean;
}

/** Of one operation: sets of values of its `@skip` and `@include` variables whose projection is kept. */
const projectionsMax = 64;

/**
 * Compiles a planned operation once, for every run of it. Undefined where its plan has something that only the stock
 * executor does.
 */
export function compileOperation(parts: OperationParts): CompiledOperation | undefined {
  const { apiSchema, supergraphSchema, plan, shape, operation, responseNames, isDenied } = parts;
  if (plan.node?.kind === 'Subscription') return undefined;
  let compiled: ReturnType<typeof compilePlan> | undefined;
  try {
    compiled = plan.node && compilePlan(plan.node, { schema: supergraphSchema, operation, responseNames });
  } catch (error) {
    if (error instanceof NotCompilable) return undefined;
    throw error;
  }

  const conditions = conditionVariables(shape).map((name) => ({ name, read: conditionReader(operation, name) }));
  const projections = new Map<string, (run: Run) => Projected>();

  return async ({ variables, dataSources, context }) => {
    const run: Run = {
      variables,
      dataSources,
      context,
      errors: [],
      root: Object.create(null) as Entity,
      repeated: new Set(),
    };
    const project = projectionFor(run);
    if (compiled) await compiled.step(run, [run.root]);
    return { ...project(run), errors: run.errors, data: run.root };
  };

  /** An operation is projected in one way per set of values that its conditions have: none is looked at again per object. */
  function projectionFor(run: Run): (run: Run) => Projected {
    const values = conditions.map(({ read }) => read(run));
    const key = values.join();
    let project = projections.get(key);
    if (!project) {
      const given = new Map(conditions.map(({ name }, at) => [name, values[at] ?? false]));
      project = compileProjection({
        schema: apiSchema,
        document: shape,
        operation,
        responseNames,
        isDenied,
        isShared: (path) => compiled?.sharedFields.has(path) ?? false,
        includes: (node) => isIncluded(node, given),
      });
      if (projections.size >= projectionsMax) projections.clear();
      projections.set(key, project);
    }
    return project;
  }
}

function conditionVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive(directive) {
      const condition = conditionOf(directive);
      if (condition?.kind === Kind.VARIABLE) names.add(condition.name.value);
    },
  });
  return [...names];
}

function isIncluded({ directives }: SelectionNode, given: ReadonlyMap<string, boolean>): boolean {
  for (const directive of directives ?? []) {
    const condition = conditionOf(directive);
    if (!condition) continue;
    const value =
      condition.kind === Kind.VARIABLE ? given.get(condition.name.value) : 'value' in condition && condition.value;
    if (value === (directive.name.value === 'skip')) return false;
  }
  return true;
}

function conditionOf({ name, arguments: given }: DirectiveNode) {
  if (name.value !== 'skip' && name.value !== 'include') return undefined;
  return given?.find((argument) => argument.name.value === 'if')?.value;
}
