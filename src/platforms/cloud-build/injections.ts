import type { PipelineFlows, PipelineScript } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import type { CloudBuildModel } from "./model.ts";
import { holesIn } from "./substitutions.ts";

/** A text from outside that Cloud Build fills into a script. */
export interface CloudBuildInjection {
  readonly place: Place;
  readonly name: string;
  readonly author: "outsider" | "project";
  readonly script: PipelineScript;
}

/** Parts of an event that anybody chooses, as a substitution binds them. */
const OUTSIDER =
  /\$\(body\.(?:pull_request\.(?:title|body|head\.(?:ref|label)|user\.\w+)|comment\.body|issue\.(?:title|body)|review\.body|object_attributes\.\w+)/;
const PROJECT = /\$\(body\.(?:ref|head_commit\.\w+|commits\b|release\.\w+)/;

/** Every place of a shell's script that such a text is filled into. Arguments of a program are no code. */
export function cloudBuildInjections(model: CloudBuildModel, { scripts }: PipelineFlows): CloudBuildInjection[] {
  const shells = new Set(
    model.steps.flatMap((step, index) => {
      const isShell = step.args.some(({ value }) => /^-[a-z]*c$/.test(value));
      return isShell ? [step.id?.value ?? String(index + 1)] : [];
    }),
  );
  return scripts.flatMap((script) => {
    if (!shells.has(script.step ?? "")) return [];
    return holesIn(script.text.value).flatMap(({ name, start, end }): CloudBuildInjection[] => {
      const author = authorOf(model, name);
      return author === undefined ? [] : [{ name: `$${name}`, author, script, place: script.text.placeOf(start, end) }];
    });
  });
}

function authorOf({ substitutions }: CloudBuildModel, name: string): CloudBuildInjection["author"] | undefined {
  if (name === "_HEAD_BRANCH") return "outsider";
  if (/^(?:BRANCH_NAME|TAG_NAME|REF_NAME)$/.test(name)) return "project";
  const bound = substitutions.find((one) => one.name === name)?.value.value ?? "";
  if (OUTSIDER.test(bound)) return "outsider";
  return PROJECT.test(bound) ? "project" : undefined;
}
