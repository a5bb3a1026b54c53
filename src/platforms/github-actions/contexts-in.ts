import type { DocumentNode, Scalar } from "../document/tree.ts";
import { type Access, readExpressions } from "./expression.ts";
import { matrixValues } from "./matrix.ts";
import type { Bindings } from "./model.ts";

/** The contexts that a variable's value holds, once each. */
export type Reader = (value: Scalar) => readonly Access[];

/** Reads each value once: a variable of the workflow is in reach of every step. */
export function createReader(): Reader {
  const known = new Map<Scalar, readonly Access[]>();
  return (value) => {
    const read = known.get(value);
    if (read !== undefined) return read;
    const carried = readExpressions(value.value).flatMap(({ accesses }) => accesses.filter((access) => access.carried));
    const distinct = [...new Map(carried.map((access) => [pathOf(access), access])).values()];
    known.set(value, distinct);
    return distinct;
  };
}

const pathOf = ({ context, keys }: Access): string => [context, ...keys].join(".");

/** Where values stand that an expression may name. */
export interface Named {
  /** Variables from the inside out. */
  readonly env: readonly Bindings[];
  readonly matrix?: DocumentNode;
}

/** What an access means: itself, or what the variable or the matrix holds that it names. */
export function pathsOf(access: Access, named: Named, accessesOf: Reader): string[] {
  const [key = ""] = access.keys;
  if (access.context === "env") return heldBy(key, named, accessesOf);
  if (access.context !== "matrix") return [pathOf(access)];
  // A matrix is worked out before there are jobs, from contexts that hold neither variables nor another matrix.
  return matrixValues(named.matrix, key).flatMap((value) => accessesOf(value).map(pathOf));
}

/** What the expressions in a variable mean; an inner variable may name the outer one. */
export function heldBy(name: string, { env: [inner, ...outer], matrix }: Named, accessesOf: Reader): string[] {
  if (inner === undefined) return [];
  const around = { env: outer, ...(matrix !== undefined && { matrix }) };
  const entry = inner.entries.find((one) => one.name.value === name);
  if (entry === undefined) return heldBy(name, around, accessesOf);
  return accessesOf(entry.value).flatMap((access) => pathsOf(access, around, accessesOf));
}
