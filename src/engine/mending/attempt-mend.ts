import type { Finding } from "../../core/finding.ts";
import { mendCode } from "../../fix/code/code-literal.ts";
import type { Attempt, PipelineScene, Repository } from "../../fix/contract.ts";
import { isJenkins } from "../../fix/jenkins/groovy-path.ts";
import { mendLiteral } from "../../fix/pipelines/literal.ts";
import { pipelineFixFor, whyNotOn } from "../../fix/registry.ts";
import { YamlText } from "../../fix/yaml/yaml-text.ts";
import type { WholeLook } from "./bench.ts";
import { spanOf } from "./offset-of.ts";
import type { VariableNames } from "./variable-names.ts";

/** What mending goes by besides the look. */
export interface MendingTools {
  /** Whether a rule is about values in files. */
  readonly isSecretRule: (id: string) => boolean;
  readonly names: VariableNames;
  readonly lockFiles: Repository["lockFiles"];
}

/** What mending one finding goes by. */
export type MendingLook = Pick<WholeLook, "contents" | "problems" | "pipelineOf">;

/** How a finding would be mended; undefined where there is no fix for its rule. */
export function attemptMend(finding: Finding, look: MendingLook, tools: MendingTools): Attempt | undefined {
  const { location, ruleId } = finding;
  const elsewhere = notInTheFile(finding);
  const isSecret = tools.isSecretRule(ruleId);
  if (elsewhere !== undefined) return isSecret ? { refused: elsewhere } : undefined;
  const bytes = look.contents.get(location.path);
  if (bytes === undefined)
    return isSecret ? { refused: "its file was not read whole, as text of one byte a letter" } : undefined;
  const pipeline = look.pipelineOf(finding);
  const platform = pipeline?.followed.platform;
  const store = platform === "compose" ? undefined : platform;
  const unique = (wanted: string): string => tools.names.claim(wanted, finding.fingerprint.identity, store);
  if (pipeline === undefined) {
    if (!isSecret) return undefined;
    return mendCode({ path: location.path, bytes, span: spanOf(location, bytes), rule: ruleId, unique });
  }
  const { model, flows } = pipeline.followed;
  const fix = pipelineFixFor(ruleId, flows.platform);
  const why = whyNotOn(ruleId, flows.platform);
  if (!isSecret && fix === undefined && why === undefined) return undefined;
  if (look.problems.some(({ subject, level }) => subject === location.path && level === "error"))
    return { refused: "its file has a fault, which has to be mended first" };
  const match = pipeline.matchOf(finding);
  const yaml = isJenkins(model) ? new YamlText(location.path, bytes, { isYaml: false }) : yamlAt(look)(location.path);
  if (yaml === undefined) return undefined;
  const place = { unit: location.path, span: spanOf(location, bytes) };
  const scene: PipelineScene = {
    match: match ?? { place, message: "" },
    model,
    flows,
    yaml,
    siblings: pipeline.siblings,
    repository: { yaml: yamlAt(look), lockFiles: tools.lockFiles },
    unique,
  };
  if (isSecret) return mendLiteral(scene, place.span, ruleId);
  if (match === undefined) return undefined;
  if (fix !== undefined) return fix.mend(scene);
  return why === undefined ? undefined : { refused: why };
}

/** Why a value is never mended where it was found; undefined where it stands in a file of the work tree. */
function notInTheFile({ origin, location }: Finding): string | undefined {
  if (origin.kind !== "file") return "it lies in a commit, which nothing changes: revoke the value";
  if (location.inside !== undefined) return "it lies in an archive: make the archive anew without it";
  return location.decoded === undefined ? undefined : "it is encoded in the text around it";
}

const parsed = new WeakMap<Uint8Array, YamlText>();

function yamlAt({ contents }: MendingLook): Repository["yaml"] {
  return (path) => {
    const bytes = contents.get(path);
    if (bytes === undefined) return undefined;
    const yaml = parsed.get(bytes) ?? new YamlText(path, bytes);
    parsed.set(bytes, yaml);
    return yaml.root === undefined ? undefined : yaml;
  };
}
