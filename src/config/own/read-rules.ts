import type { RuleMeta } from "../../core/rule.ts";
import type { Problem } from "../../core/source.ts";
import type { FileAccess } from "../file-access.ts";
import { type Layer, problemOf } from "../layer.ts";
import { readDocument } from "../read-document.ts";
import { compileWritten, type WrittenRule } from "./compile-written.ts";
import type { OwnRule } from "./own-parts.ts";
import { notePatternLines, type PatternLines } from "./pattern-lines.ts";
import { readRuleFile } from "./read-rule-file.ts";
import { ruleFilesOf } from "./rule-files.ts";

/** What was read of own rules: those that are fit, what is wrong with the others, and the files that they lie in. */
export interface ReadRules {
  readonly rules: readonly OwnRule[];
  readonly problems: readonly Problem[];
  readonly texts: readonly Uint8Array[];
  /** Lines on which patterns and examples stand. */
  readonly lines: PatternLines;
}

/** Reads the rules that layers of a configuration bring, in them and in files that they name. `known` are the rules that there are. */
export function readOwnRules(
  layers: readonly Layer[],
  { root, known }: { readonly root: string; readonly known: readonly Pick<RuleMeta, "id">[] },
  files: FileAccess,
): ReadRules {
  const problems: Problem[] = [];
  const inFiles = readFiles(layers, root, files, problems);
  const inLayers = layers.flatMap(({ document, root: tree, data }) =>
    (data.ownRules ?? []).map((file, index): WrittenRule => ({ file, document, root: tree, at: ["ownRules", index] })),
  );
  const all = [...inLayers, ...inFiles.written];
  const { rules, problems: faults } = compileWritten(all, known);
  const lines: PatternLines = new Map();
  for (const { document, root: tree, at } of all) notePatternLines(lines, document, tree, at);
  return { rules, problems: [...problems, ...faults], texts: inFiles.texts, lines };
}

function readFiles(
  layers: readonly Layer[],
  root: string,
  files: FileAccess,
  problems: Problem[],
): { readonly written: readonly WrittenRule[]; readonly texts: readonly Uint8Array[] } {
  const done = new Map<string, Uint8Array>();
  const written: WrittenRule[] = [];
  for (const layer of layers) {
    for (const [index, item] of (layer.data.ruleFiles ?? []).entries()) {
      const paths = ruleFilesOf(item, layer.document.file, files);
      const fault = (message: string, hint: string): void => {
        problems.push(problemOf(layer, ["ruleFiles", index], message, hint));
      };
      if (typeof paths === "string") {
        fault(paths, "Check the path; it starts from the folder of this file.");
        continue;
      }
      for (const path of paths) {
        const document = readDocument(path, root, files);
        if (typeof document === "string") fault(`leads to a file that cannot be read: ${document}`, "Check the file.");
        else if (!done.has(document.file)) {
          done.set(document.file, document.bytes);
          written.push(...readRuleFile(document, problems));
        }
      }
    }
  }
  return { written, texts: [...done.values()] };
}
