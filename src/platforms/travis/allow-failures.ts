import { asScalar, scalarsIn, valueOf } from "../document/access.ts";
import type { DocumentNode, Entry, Mapping, Scalar } from "../document/tree.ts";
import { parseEnv } from "./parse-env.ts";

/** What an item of `allow_failures` asks of a job, each key with its value; a text by itself is a name. */
export interface Allowed {
  readonly asked: readonly { readonly key: string; readonly value: DocumentNode }[];
  /** Where it says so. */
  readonly at: Scalar;
}

/** The items of `allow_failures`, those left out that ask nothing and so mean every job of a kind that no file can tell. */
export function allowedIn(node: DocumentNode | undefined): Allowed[] {
  const items = node?.kind === "sequence" ? node.items : node === undefined ? [] : [node];
  return items.flatMap((item): Allowed[] => {
    if (item.kind === "scalar") return [{ asked: [{ key: "name", value: item }], at: item }];
    const first = item.kind === "map" ? item.entries[0] : undefined;
    if (item.kind !== "map" || first === undefined) return [];
    const asked = item.entries.map(({ key, value }: Entry) => ({ key: key.value, value }));
    return [{ asked, at: asScalar(first.value) ?? first.key }];
  });
}

/** Whether a job, with what it takes over from the top of the file, has all that an item asks. */
export function matchesJob({ asked }: Allowed, root: Mapping, job: Mapping, stage: Scalar | undefined): boolean {
  return asked.every(({ key, value }) => {
    const own = valueOf(job, key) ?? (key === "stage" ? stage : takenOver(root, key));
    return own !== undefined && textOf(key, own) === textOf(key, value);
  });
}

/** A list at the top makes jobs of its own; the first of it goes for those that are listed. */
function takenOver(root: Mapping, key: string): DocumentNode | undefined {
  const value = key === "name" ? undefined : valueOf(root, key);
  return value?.kind === "sequence" && key !== "env" ? value.items[0] : value;
}

/** A value so that `A=1 B=2`, a list and a map of the same variables are equal. */
function textOf(key: string, value: DocumentNode): string {
  if (key !== "env")
    return scalarsIn(value)
      .map((one) => one.value)
      .join("\n");
  const { global, jobs } = parseEnv(value);
  return [...global.variables, ...jobs.variables]
    .map((one) => `${one.name.value}=${one.value?.value ?? ""}`)
    .sort()
    .join("\n");
}
