import type { Edit } from "../../core/finding.ts";
import { asMapping, entryOf } from "../../platforms/document/access.ts";
import type { Mapping } from "../../platforms/document/tree.ts";
import type { YamlText } from "../yaml/yaml-text.ts";
import type { Needs } from "./needs.ts";

/** What a right to write is for, by scope: the words of a comment. */
export type Reasons = ReadonlyMap<string, string>;

/** The lines of a block of permissions, in columns from its own. */
export function permissionLines(needs: Needs, step: number, reasons: Reasons = new Map()): string[] {
  const scopes = Object.entries(needs);
  if (scopes.length === 0) return ["permissions: {}"];
  return [
    "permissions:",
    ...scopes.map(([scope, level]) => {
      const reason = level === "write" ? reasons.get(scope) : undefined;
      return `${" ".repeat(step)}${scope}: ${level}${reason === undefined ? "" : ` # ${reason}`}`;
    }),
  ];
}

/** Puts a block of permissions at the top of a workflow, below what starts it; undefined where the file is written otherwise. */
export function addToWorkflow(yaml: YamlText, needs: Needs): Edit | undefined {
  const root = asMapping(yaml.root);
  if (root === undefined || !yaml.isBlock(root)) return undefined;
  const on = entryOf(root, "on") ?? entryOf(root, "true") ?? entryOf(root, "name");
  if (on === undefined || yaml.entryEnd(on) > (entryOf(root, "jobs")?.key.place.span.start ?? 0)) return undefined;
  const isSpaced = /^[ \t]*\r?\n/.test(yaml.text.slice(yaml.entryEnd(on)));
  const lines = permissionLines(needs, yaml.step);
  return yaml.insertBelow(on, yaml.indentOf(root), isSpaced ? ["", ...lines] : lines);
}

/** The map of a job in the file. */
function jobMap(yaml: YamlText, id: string): Mapping | undefined {
  const jobs = asMapping(entryOf(yaml.root, "jobs")?.value);
  const job = asMapping(entryOf(jobs, id)?.value);
  return job !== undefined && yaml.isBlock(job) ? job : undefined;
}

/** Puts a block of permissions into a job, below where it runs. */
export function addToJob(yaml: YamlText, id: string, needs: Needs, reasons: Reasons): Edit | undefined {
  const job = jobMap(yaml, id);
  const below = entryOf(job, "runs-on") ?? entryOf(job, "needs") ?? entryOf(job, "name") ?? job?.entries[0];
  if (job === undefined || below === undefined) return undefined;
  return yaml.insertBelow(below, yaml.indentOf(job), permissionLines(needs, yaml.step, reasons));
}
