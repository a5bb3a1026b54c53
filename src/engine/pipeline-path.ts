import type { Unit } from "../core/source.ts";

/** Bytes of a unit's start that a platform may look at to recognise it: long licences and inputs stand above `jobs:`. */
export const PIPELINE_HEAD = 1 << 16;

/** Pipelines in other formats than YAML, and programs that write one, which are named. */
const OTHER_FORMATS =
  /(?:^|\/)(?:\.drone\.(?:star|starlark|jsonnet|script)|\.?buildkite(?:\/[^/]*pipeline[^/]*)?\.json)$/i;

/** Whether a unit may be a pipeline by its path; its content decides. What lies in a container runs nowhere. */
export function mayBePipeline({ path, inside }: Pick<Unit, "path" | "inside">): boolean {
  if (inside !== undefined) return false;
  // Asked of each file of a tree, most of which are told by their last letters: no pattern looks for those in the whole path.
  const from = path.lastIndexOf("/") + 1;
  const dot = path.lastIndexOf(".");
  const extension = dot < from ? "" : path.slice(dot + 1).toLowerCase();
  if (YAML_OR_GROOVY.has(extension)) return !OUR_OWN.test(path) && !VENDORED.test(path);
  if (/jenkinsfile/i.test(path.slice(from))) return true;
  return OTHERS.has(extension) && (OTHER_FORMATS.test(path) || BUILD_IN_JSON.test(path));
}

const YAML_OR_GROOVY: ReadonlySet<string> = new Set(["yml", "yaml", "groovy", "jenkins"]);

/** What is for sealint, the inventory above all, runs nowhere. */
const OUR_OWN = /(?:^|\/)\.sealint\//;

/** What a repository has copies of brings the pipelines of where it comes from, which run there. */
const VENDORED = /(?:^|\/)(?:vendor|node_modules|third_party|bower_components)\//;

/** Extensions of the patterns here. */
const OTHERS: ReadonlySet<string> = new Set(["json", "star", "starlark", "jsonnet", "script"]);

/** Builds of Google Cloud and of AWS may be written in JSON; other JSON is no pipeline. */
const BUILD_IN_JSON = /(?:cloud-?build|buildspec)[^/]*\.json$/i;
