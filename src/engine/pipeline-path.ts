import type { Unit } from "../core/source.ts";

/** Whether a unit may be a pipeline by its path; its content decides. What lies in a container runs nowhere. */
export function mayBePipeline({ path, inside }: Pick<Unit, "path" | "inside">): boolean {
  return inside === undefined && /\.ya?ml$/i.test(path);
}
