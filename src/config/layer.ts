import type { Written } from "../core/acceptance.ts";
import type { Problem } from "../core/source.ts";
import type { DocumentProblem } from "../core/stages.ts";
import { positionOf } from "../documents/position.ts";
import { fieldOf, headOf, nodeAt, type YamlNode, type YamlPath } from "../documents/yaml-tree.ts";
import type { ConfigData } from "./schema.ts";

/** One file of a configuration, read and well formed. */
export interface Layer {
  readonly document: ConfigDocument;
  readonly root: YamlNode;
  readonly data: ConfigData;
}

/** A file's content with where it lies. */
export interface ConfigDocument {
  /** Absolute. */
  readonly file: string;
  /** As people see it: from the root of the scan where it lies below it. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A document's problem as a problem of the run. */
export function problemAt({ path, bytes }: ConfigDocument, { span, message, hint }: DocumentProblem): Problem {
  const place = positionOf(bytes, span.start);
  return { level: "error", code: "broken-config", subject: path, ...place, message, hint };
}

/** A problem at the value of a path in a layer, or at the key in front of it. */
export function problemOf(layer: Layer, path: YamlPath, message: string, hint: string, atKey = false): Problem {
  const key = fieldOf(nodeAt(layer.root, path.slice(0, -1)), path.at(-1) ?? "")?.keySpan;
  const node = nodeAt(layer.root, path) ?? layer.root;
  return problemAt(layer.document, { span: atKey && key !== undefined ? key : headOf(node), message, hint });
}

/**
 * Where an entry of the configuration stands. Its preview names the entry instead of showing the line, which nothing has
 * searched for values.
 */
export function writtenAt({ root, document: { path, bytes } }: Layer, at: YamlPath): Written {
  const key =
    typeof at.at(-1) === "string" ? fieldOf(nodeAt(root, at.slice(0, -1)), at.at(-1) ?? "")?.keySpan : undefined;
  const span = key ?? headOf(nodeAt(root, at) ?? root);
  const last = at.at(-1);
  const text = typeof last === "number" ? `${at.slice(0, -1).join(".")}: item ${last + 1}` : at.join(": ");
  return {
    location: { unit: path, path, start: positionOf(bytes, span.start), end: positionOf(bytes, span.end) },
    preview: { text, mark: { start: 0, length: text.length } },
  };
}
