import type { YamlNode, YamlPath } from "../../documents/yaml-tree.ts";
import { fieldOf, headOf, nodeAt } from "../../documents/yaml-tree.ts";
import { type ConfigDocument, problemAt, writtenAt } from "../layer.ts";
import type { OwnPlace } from "./own-parts.ts";

/** The place of what is written at a path of a document: problems point at values in it, or at their keys where they are long. */
export function placeOf(
  document: ConfigDocument,
  root: YamlNode,
  at: YamlPath,
  { id, data }: { readonly id: string; readonly data: unknown },
): OwnPlace {
  const { location } = writtenAt({ document, root, data: { version: 1 } }, at.length === 0 ? ["id"] : [...at, "id"]);
  return {
    written: { location, preview: { text: id, mark: { start: 0, length: id.length } } },
    content: JSON.stringify(data),
    problemAt(path, message, hint) {
      const whole = [...at, ...path];
      const node = nodeAt(root, whole);
      const key = fieldOf(nodeAt(root, whole.slice(0, -1)), whole.at(-1) ?? "")?.keySpan;
      const span = node?.kind === "scalar" ? node.span : (key ?? headOf(node ?? nodeAt(root, at) ?? root));
      return problemAt(document, { span, message, hint });
    },
  };
}
