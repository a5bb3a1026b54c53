import type { ObservedList } from "../../core/observed.ts";
import type { Unit } from "../../core/source.ts";
import type { Span } from "../../core/span.ts";
import type { DocumentProblem } from "../../core/stages.ts";
import { JsonFault, readJson } from "../../documents/read-json.ts";
import { isBlank, type YamlNode } from "../../documents/yaml-tree.ts";
import type { StorePath } from "../stores.ts";
import { createLook } from "./look.ts";
import { STORE_LISTS } from "./readers/registry.ts";
import { shapeOf } from "./shape-of.ts";
import { type StoreList, Unplaced } from "./store-list.ts";
import { withoutValues } from "./without-values.ts";

/** A file with what a store says, as far as it can be read, and what is wrong with it. */
export interface ObservedFile {
  /** With stars in place of all that was not read, so that no value is in it any more. */
  readonly unit: Unit;
  /** Absent where it says nothing that can be used. */
  readonly list?: ObservedList;
  readonly problems: readonly DocumentProblem[];
}

const START: Span = { start: 0, end: 0 };

/** Reads what a store's tool has printed; `asked` is the store that the person named. No message repeats any of it. */
export function readObserved(unit: Unit, asked?: StorePath): ObservedFile {
  let root: YamlNode;
  try {
    root = readJson(unit.bytes);
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    const message = `is no JSON that can be read: it ${error.message}`;
    const hint = `Ask the tool for JSON: ${commandsFor(asked)}.`;
    return refused(unit, { span: { start: error.at, end: error.at }, message, hint });
  }
  if (root.kind === "list" && root.items.length === 0) return emptyList(unit, asked);
  const known = STORE_LISTS.find((one) => one.recognise(root, asked));
  if (known === undefined) return refused(unit, unknownShape(root, asked));
  if (asked !== undefined && asked.scheme !== known.scheme) {
    const message = `is what \`${known.tool}\` prints, and not of \`${asked.scheme}\``;
    const hint = `Write \`${known.scheme}\` in front of it, or nothing; lists of \`${asked.scheme}\` come from ${commandsFor(asked)}.`;
    return refused(unit, { span: START, message, hint });
  }
  return readKnown(unit, root, known, asked);
}

function readKnown(unit: Unit, root: YamlNode, known: StoreList, asked: StorePath | undefined): ObservedFile {
  const { look, seen } = createLook(unit.id);
  const { scheme, tool, command } = known;
  try {
    const read = known.read(root, look, asked);
    const values = known.values(root).filter((node) => !isBlank(node));
    const safe = withoutValues(unit, root, seen);
    const list = { ...read, scheme, from: tool, place: look.place(START) };
    return { unit: safe, list, problems: values.length === 0 ? [] : [holdsValues(values, command)] };
  } catch (error) {
    if (!(error instanceof Unplaced)) throw error;
    const message = `is what \`${tool}\` prints, which does not say of what`;
    return refused(unit, { span: START, message, hint: error.message });
  }
}

function holdsValues(values: readonly YamlNode[], command: string): DocumentProblem {
  const many = values.length === 1 ? "the value of a secret" : `values of secrets, ${values.length} of them`;
  return {
    span: values[0]?.span ?? START,
    level: "note",
    message: `holds ${many}: left out, and kept nowhere`,
    hint: `Delete the file when it has been read, and make the next one without values: \`${command}\`.`,
  };
}

function emptyList(unit: Unit, asked: StorePath | undefined): ObservedFile {
  const known = STORE_LISTS.find(({ scheme }) => scheme === asked?.scheme);
  if (asked === undefined || known === undefined) {
    const message = "is an empty list, which does not say of what store";
    const hint = "Write the store in front of the file, such as `github-secret:production=FILE`.";
    return refused(unit, { span: START, message, hint });
  }
  const { scheme, tool } = known;
  const place = { unit: unit.id, span: START };
  const { path } = asked;
  // Folders of Vault are the one place that is no scope.
  const reach = scheme === "vault" ? { whole: ["*"], below: path } : { whole: [path] };
  return { unit, list: { scheme, from: tool, secrets: [], ...reach, place }, problems: [] };
}

function unknownShape(root: YamlNode, asked: StorePath | undefined): DocumentProblem {
  const lists = STORE_LISTS.filter(({ scheme }) => asked === undefined || scheme === asked.scheme);
  const shapes = (lists.length === 0 ? STORE_LISTS : lists).map(({ tool, shape }) => `\`${tool}\` (${shape})`);
  return {
    span: START,
    message: `has a shape that is not known: ${shapeOf(root)}`,
    hint: `Give what one of these prints: ${shapes.join("; ")}.`,
  };
}

function commandsFor(asked: StorePath | undefined): string {
  const lists = STORE_LISTS.filter(({ scheme }) => scheme === asked?.scheme);
  return (lists.length === 0 ? STORE_LISTS.slice(0, 1) : lists).map(({ command }) => `\`${command}\``).join(" or ");
}

/** Of a file that was not understood nothing is shown but the place of what is wrong. */
const refused = (unit: Unit, problem: DocumentProblem): ObservedFile => ({ unit, problems: [problem] });
