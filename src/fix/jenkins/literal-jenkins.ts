import type { Span } from "../../core/span.ts";
import { calleeOf, pathOf } from "../../platforms/jenkins/calls.ts";
import type { JenkinsModel } from "../../platforms/jenkins/model.ts";
import type { Attempt, PipelineScene } from "../contract.ts";
import { edit } from "../edit.ts";
import { envName } from "../env-name.ts";
import { made, NO_NAME, WHOLE_ONLY } from "../pipelines/written-value.ts";
import { isIn, lastCall, textAt } from "./groovy-path.ts";
import { inShellStep } from "./jenkins-script.ts";
import { inWithEnv } from "./with-env.ts";

/** In `environment { NAME = 'value' }` of a declarative pipeline a credential takes the value's place; scripts and `withEnv` have their own ways. */
export function onJenkins(scene: PipelineScene, model: JenkinsModel, span: Span, rule: string): Attempt {
  const { yaml: source, unique } = scene;
  const found = textAt(model, source.text, span);
  if (found === undefined) return { refused: "the value is not written as a text of its own" };
  const { text, around, quote } = found;
  const call = lastCall(around);
  const step = call === undefined ? "" : calleeOf(call);
  if (step === "sh") return inShellStep(scene, found, span, rule);
  if (/^(?:bat|powershell|pwsh)$/.test(step))
    return {
      refused: `\`${step}\` reads variables in ways that depend on what stands around them: put \`withCredentials\` around it, and the variable in place of the value`,
    };
  if (step === "withEnv") return inWithEnv(scene, found, span);
  if (isIn(around, "parameters")) return { refused: "a default cannot be a secret; take it away" };
  const holder = around.at(-1);
  if (step !== "environment" || !isIn(around, "pipeline") || holder?.kind !== "assignment")
    return {
      refused:
        "a credential may stand in the `environment` of a declarative pipeline only; elsewhere put `withCredentials` around the steps",
    };
  const { start, end } = text.scalar.place.span;
  if (span.start > start || span.end < end || text.holes.length > 0) return WHOLE_ONLY;
  const name = pathOf(holder.target);
  if (isIdOfCredential(source.text, name, text.scalar.value))
    return { refused: "it may be the id of a credential, which is no secret" };
  const wanted = envName(name);
  if (wanted === undefined) return NO_NAME;
  if (standsAgain(source.text, span))
    return { refused: "the same value stands at another place in the file, and both have to stay the same" };
  const id = unique(wanted).toLowerCase().replaceAll("_", "-");
  const edits = [edit(source.unit, start - quote.length, end + quote.length, `credentials('${id}')`)];
  return { ...made(name, edits, `the credential ${id} of Jenkins, a secret text`), secrets: [id] };
}

/** Files keep the ids of credentials in variables; Jenkins makes UUIDs for those that nobody gave an id. */
const isIdOfCredential = (written: string, name: string, value: string): boolean =>
  /cred/i.test(name) ||
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value) ||
  new RegExp(String.raw`(?:credentialsId\s*[:=]|\bcredentials\s*\()\s*["']?(?:\$\{?)?(?:env\.)?${name}\b`, "i").test(
    written,
  );

function standsAgain(written: string, { start, end }: Span): boolean {
  const value = written.slice(start, end);
  return written.indexOf(value) !== start || written.includes(value, end);
}
