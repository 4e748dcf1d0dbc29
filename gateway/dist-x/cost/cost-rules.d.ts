import { type DocumentNode } from 'graphql';
/** How long a list may get, as `@listSize` states it. */
export interface ListSize {
    assumedSize: number | undefined;
    /** Arguments that say how many are asked for; `input.first` reaches into an input object. */
    slicingArguments: readonly string[];
    /** Fields of the returned type that the size is about; without any it is about the field itself. */
    sizedFields: readonly string[];
    requireOneSlicingArgument: boolean;
}
export interface ArgumentRule {
    weight: number;
    /** The named type of the argument. */
    type: string;
    /** The default that the schema gives it. */
    fallback: unknown;
}
export interface FieldRule {
    /** What one call of the field costs, whatever it returns. */
    weight: number;
    listSize: ListSize | undefined;
    isList: boolean;
    returns: string;
    arguments: ReadonlyMap<string, ArgumentRule>;
}
export interface CostRules {
    field(typeName: string, fieldName: string): FieldRule | undefined;
    /** What one value of the type costs: 1 for objects, 0 for scalars and enums unless stated. */
    typeWeight(typeName: string): number;
    /** The fields of an input object; undefined for any other type. */
    inputFields(typeName: string): ReadonlyMap<string, ArgumentRule> | undefined;
}
/**
 * Reads `@cost` and `@listSize` of a supergraph, in the meaning of IBM's cost directive specification: a weight at a field
 * is paid once per call, one at a type once per value, one at an argument or an input field where it is given.
 */
export declare function compileCostRules(supergraph: DocumentNode): CostRules;
