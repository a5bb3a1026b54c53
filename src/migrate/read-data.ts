import { parse, TomlError } from "smol-toml";
import { ScanError } from "../core/errors.ts";
import { positionOf } from "../documents/position.ts";
import { readYaml } from "../documents/read-yaml.ts";
import { toPlain } from "../documents/yaml-tree.ts";
import type { ImportFile } from "./imported.ts";

/** Plain data by its keys. */
export type Data = Readonly<Record<string, unknown>>;

// What parsers say quotes the text, which may hold a value: only the place is told.

/** Reads TOML. Throws a ScanError with the place where it is broken. */
export function readToml({ name, text }: ImportFile): Data {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof TomlError) throw broken(`${name}:${error.line}:${error.column}`, "TOML");
    throw error;
  }
}

/** Reads JSON that is an object or a list. Throws a ScanError where it is none. */
export function readJson({ name, text }: ImportFile): Data | readonly unknown[] {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw broken(name, "JSON");
    throw error;
  }
  if (typeof data === "object" && data !== null) return data as Data | readonly unknown[];
  throw broken(name, "JSON");
}

/** Reads a YAML document that is a map; an empty one is an empty map. Throws a ScanError with the place where it is broken. */
export function readYamlMap({ name, text }: ImportFile): Data {
  const bytes = Buffer.from(text);
  const { root, problems } = readYaml(bytes);
  const [first] = problems;
  if (first !== undefined) {
    const { line, column } = positionOf(bytes, first.span.start);
    throw new ScanError(`${name}:${line}:${column}: ${first.message}`, first.hint);
  }
  if (root === undefined) return {};
  if (root.kind === "map") return toPlain(root) as Data;
  throw new ScanError(`${name} holds no settings`, "Name the tool's own file, a YAML map.");
}

const broken = (at: string, format: string): ScanError =>
  new ScanError(`${at} is not valid ${format}`, "Correct it first; the tool that it is for should refuse it, too.");

export const isData = (value: unknown): value is Data =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The maps in a list, or a map that stands alone. */
export function dataList(value: unknown): readonly Data[] {
  if (isData(value)) return [value];
  return Array.isArray(value) ? value.filter(isData) : [];
}

/** The texts in a list, a text alone being a list of one; numbers count as texts. */
export function textList(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((one) => typeof one === "string" || typeof one === "number").map(String);
}

export const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** Keys that nobody has read. */
export function unknownKeys(data: Data, known: readonly string[]): readonly string[] {
  return Object.keys(data).filter((key) => !known.includes(key.toLowerCase()));
}
