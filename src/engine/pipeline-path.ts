import type { Unit } from "../core/source.ts";

/** Bytes of a unit's start that a platform may look at to recognise it: long licences and inputs stand above `jobs:`. */
export const PIPELINE_HEAD = 1 << 16;

/** Whether a unit may be a pipeline by its path; its content decides. What lies in a container runs nowhere. */
export function mayBePipeline({ path, inside }: Pick<Unit, "path" | "inside">): boolean {
  return inside === undefined && /\.(?:ya?ml|groovy|jenkins)$|jenkinsfile[^/]*$/i.test(path);
}
