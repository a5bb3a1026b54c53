import type { Unit } from "../../core/source.ts";
import type { DocumentProblem } from "../../core/stages.ts";
import { asMapping, scalarsIn, scalarsOf, valueOf } from "../document/access.ts";
import { atStartOf, emptyFile } from "../document/file-problems.ts";
import { readYaml } from "../document/read-yaml.ts";
import type { DocumentNode, Mapping } from "../document/tree.ts";
import type { ScriptLanguage } from "../script/script.ts";
import type { AppveyorModel, Build } from "./model.ts";
import { parseBuild } from "./parse-build.ts";

export interface ParsedAppveyor {
  readonly model?: AppveyorModel;
  readonly problems: readonly DocumentProblem[];
}

/** Parses the configurations of a file; whatever is of an unexpected type inside it is left out of the model. */
export function parse(unit: Unit): ParsedAppveyor {
  const { documents, problems } = readYaml(unit, { duplicateKeys: "note" });
  const [root, second] = documents;
  if (root === undefined) return { problems: problems.length > 0 ? problems : [emptyFile(unit, HINT)] };
  const roots = root.kind === "sequence" ? root.items.flatMap((item) => asMapping(item) ?? []) : asMapping(root);
  if (roots === undefined || (Array.isArray(roots) && roots.length === 0))
    return { problems: [...problems, noMap(root)] };
  const builds = Array.isArray(roots) ? roots.flatMap((one, index) => buildsOf(one, index + 1)) : buildsOf(roots);
  const model: AppveyorModel = { kind: "appveyor", unit: unit.id, path: unit.path, builds };
  return { model, problems: [...problems, ...(second === undefined ? [] : [manyDocuments(second)])] };
}

/** A configuration, and the parts of it that hold for some jobs: these have the environment of the whole, too. */
function buildsOf(root: Mapping, number?: number): Build[] {
  const name = number === undefined ? "build" : `build ${number}`;
  const plain = languageOf(root) ?? "cmd";
  const whole = parseBuild(root, name, plain);
  const parts = valueOf(root, "for");
  const items = parts?.kind === "sequence" ? parts.items : [];
  return [
    whole,
    ...items.flatMap((item, index) => {
      const part = asMapping(item);
      if (part === undefined) return [];
      const { environment, branches, ...rest } = parseBuild(
        part,
        `${name} for ${index + 1}`,
        languageOf(part) ?? plain,
      );
      const only = branches ?? whole.branches;
      return [{ ...rest, environment: [...whole.environment, ...environment], ...(only && { branches: only }) }];
    }),
  ];
}

/** The shell of the images that a configuration names; nothing where it names none. */
function languageOf(root: Mapping): ScriptLanguage | undefined {
  const matched = scalarsIn(valueOf(valueOf(root, "matrix"), "only"));
  const images = [...scalarsOf(valueOf(root, "image") ?? valueOf(root, "os")), ...matched].map(({ value }) => value);
  if (images.length === 0) return undefined;
  const unix = images.filter((image) => /^(?:ubuntu|macos|linux)/i.test(image)).length;
  // With images of both kinds, what is in no shell's name runs on both.
  return unix === images.length ? "bash" : "cmd";
}

const HINT = "Write `build_script:` or `test_script:`, or delete the file.";

const noMap = (root: DocumentNode): DocumentProblem =>
  atStartOf(root, "is neither a map of keys nor a list of these", HINT);

const manyDocuments = (second: DocumentNode): DocumentProblem =>
  atStartOf(
    second,
    "holds several YAML documents, of which AppVeyor reads only the first",
    "Write the configurations as a list.",
  );
