import type { Edit } from "../../core/finding.ts";
import type { Entry, Mapping, Scalar } from "../../platforms/document/tree.ts";
import type { Mend, PipelineScene } from "../contract.ts";
import { edit } from "../edit.ts";
import type { Frame, YamlText } from "../yaml/yaml-text.ts";

/** A value that is written out where a reference could stand. */
export interface Written {
  readonly yaml: YamlText;
  readonly frames: readonly Frame[];
  readonly map: Mapping;
  readonly entry: Entry;
  readonly scalar: Scalar;
  readonly start: number;
  readonly end: number;
  readonly scene: PipelineScene;
}

export const keysOf = (frames: readonly Frame[]): string[] =>
  frames.flatMap((frame) => ("map" in frame ? [frame.entry.key.value] : []));

export const made = (name: string, edits: readonly Edit[], where: string, secret = name): Mend => ({
  does: `Takes ${name} from ${where}.`,
  edits,
  secrets: [secret],
});

/** Where a variable comes by its name alone, that cannot stand for two values. */
export const isTaken = (name: string, { unique }: Pick<PipelineScene, "unique">): boolean => unique(name) !== name;

export const TWO_VALUES = {
  refused: "another value of the repository has the same name; give each a name of its own first",
} as const;

export const NO_NAME = { refused: "no name for a secret follows from what the value is assigned to" } as const;

/** Whether a value is a password that stands in an address or a row of settings, and no part of any other text. */
export const isPassword = ({ yaml, scalar, start, end }: Written): boolean =>
  isWhole({ scalar, start, end }) ||
  /:\/\/[^\s/@]*:$|\b(?:pwd|pass(?:word|wd)?)\s*=\s*$/i.test(yaml.text.slice(scalar.place.span.start, start));

/** The name of the key, of which a part of the value takes the password's. */
export function nameOf({ entry, scalar, start, end }: Written): string {
  const isAll = start <= scalar.place.span.start && end >= scalar.place.span.end;
  const own = entry.key.value;
  return isAll || /pass(?:word|wd)?$/i.test(own) ? own : `${own.replace(/_?(?:URL|URI|DSN)$/i, "")}_PASSWORD`;
}

/** Whether the value is all that the key has. */
export const isWhole = ({ scalar, start, end }: Pick<Written, "scalar" | "start" | "end">): boolean =>
  start <= scalar.place.span.start && end >= scalar.place.span.end;

export const WHOLE_ONLY = { refused: "a secret takes the place of a whole value only" } as const;

/** A reference in place of the value or of a part of it; undefined where the file is written so that it cannot stand there. */
export function replaced({ yaml, map, scalar, start, end }: Written, reference: string): Edit | undefined {
  if (yaml.text.slice(start, end).includes("\n")) return undefined;
  const isPlainInBrackets = scalar.style === "plain" && yaml.text[map.place.span.start] === "{";
  const { span } = scalar.place;
  const isAll = start <= span.start && end >= span.end;
  if (!isAll && scalar.style === "single" && reference.includes("'")) return undefined;
  if (isPlainInBrackets && isAll) return edit(yaml.unit, span.start, span.end, JSON.stringify(reference));
  return isPlainInBrackets
    ? undefined
    : edit(yaml.unit, Math.max(start, span.start), Math.min(end, span.end), reference);
}

export const NOT_IN_LINES = { refused: "the value takes several lines, or stands in brackets" } as const;
