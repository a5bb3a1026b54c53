import type { Unit } from "../core/source.ts";

/** Bytes of a unit's start that a platform may look at to recognise it: long licences and inputs stand above `jobs:`. */
export const PIPELINE_HEAD = 1 << 16;

/** Pipelines in other formats than YAML, and programs that write one, which are named. */
const OTHER_FORMATS =
  /(?:^|\/)(?:\.drone\.(?:star|starlark|jsonnet|script)|\.?buildkite(?:\/[^/]*pipeline[^/]*)?\.json)$/i;

/** Whether a unit may be a pipeline by its path; its content decides. What lies in a container runs nowhere. */
export function mayBePipeline({ path, inside }: Pick<Unit, "path" | "inside">): boolean {
  if (inside !== undefined) return false;
  return (
    /\.(?:ya?ml|groovy|jenkins)$|jenkinsfile[^/]*$/i.test(path) || OTHER_FORMATS.test(path) || BUILD_IN_JSON.test(path)
  );
}

/** Builds of Google Cloud and of AWS may be written in JSON; other JSON is no pipeline. */
const BUILD_IN_JSON = /(?:cloud-?build|buildspec)[^/]*\.json$/i;
