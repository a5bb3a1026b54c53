import type { Unit } from "../../core/source.ts";
import type { DocumentProblem } from "../../core/stages.ts";
import { scalarsOf, valueOf } from "../document/access.ts";
import { pickScalars } from "../document/pick-scalars.ts";
import { readYaml } from "../document/read-yaml.ts";
import type { DocumentNode } from "../document/tree.ts";
import { bindingsOf } from "../github-actions/parse-parts.ts";
import type { DependabotModel, Registry, Update } from "./model.ts";

/** Parses Dependabot's configuration; whatever is of an unexpected type inside it is left out of the model. */
export function parse(unit: Unit): { readonly model?: DependabotModel; readonly problems: readonly DocumentProblem[] } {
  const { documents, problems } = readYaml(unit);
  const [root] = documents;
  if (root?.kind !== "map") {
    const span = { start: 0, end: Math.min(1, unit.bytes.length) };
    const message = root === undefined ? "is empty" : "is not a map of keys";
    const empty = { span, message, hint: "Write `version: 2` and `updates:`, or delete the file." };
    return { problems: problems.length > 0 ? problems : [empty] };
  }
  const model: DependabotModel = {
    kind: "dependabot",
    unit: unit.id,
    path: unit.path,
    registries: registriesIn(valueOf(root, "registries")),
    updates: updatesIn(valueOf(root, "updates")),
  };
  return { model, problems };
}

function registriesIn(node: DocumentNode | undefined): Registry[] {
  if (node?.kind !== "map") return [];
  return node.entries.map(({ key, value }) => ({
    name: key,
    ...pickScalars(value, { type: "type", url: "url" }),
    settings: bindingsOf(value),
  }));
}

function updatesIn(node: DocumentNode | undefined): Update[] {
  if (node?.kind !== "sequence") return [];
  return node.items
    .filter((item) => item.kind === "map")
    .map((item) => ({
      ...pickScalars(item, { ecosystem: "package-ecosystem", externalCode: "insecure-external-code-execution" }),
      registries: scalarsOf(valueOf(item, "registries")),
    }));
}
