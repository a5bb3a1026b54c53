import type { Unit } from "../../core/source.ts";
import type { Span } from "../../core/span.ts";
import { type StructureFormat } from "../../core/structured-path.ts";
import type { TextView } from "../../core/text.ts";
import { Collector } from "./collector.ts";
import { readHcl } from "./read-hcl.ts";
import { readJson } from "./read-json.ts";
import { readNotebook } from "./read-notebook.ts";
import { readSections } from "./read-sections.ts";
import { readSql } from "./read-sql.ts";
import { readXml } from "./read-xml.ts";
import { readYaml } from "./read-yaml.ts";

type Reader = (text: string, collector: Collector) => void;

type DocumentFormat = Exclude<StructureFormat, "notebook">;

const READERS: Readonly<Record<DocumentFormat, Reader>> = {
  json: (text, collector) => void readJson(text, 0, collector),
  yaml: readYaml,
  xml: readXml,
  hcl: readHcl,
  sections: readSections,
  sql: readSql,
};

/** Larger documents are read as text only: so are those that are read in windows. */
export const LARGEST = 8 << 20;

/** A name and its value as a document's structure pairs them, in the unit's bytes. */
export interface StructuredPair {
  readonly name: string;
  readonly value: string;
  readonly secret: Span;
  readonly quoted: boolean;
}

/** Whether a unit can be read by its structure: it is all of a document, and not too large. */
export const isReadable = ({ bytes, whole }: Unit): boolean => whole && bytes.length <= LARGEST;

/** Pairs names that match `telling` with values, each value once, in the order of their places. */
export function pairsIn(format: DocumentFormat, view: TextView, telling: RegExp): StructuredPair[] {
  const collector = new Collector(telling);
  READERS[format](view.text, collector);
  collector.end();
  // What was told later is told better: by all of a mapping, not by its key alone.
  const byPlace = new Map(collector.pairs.map((pair) => [pair.start, pair]));
  return [...byPlace.values()]
    .sort((a, b) => a.start - b.start)
    .map(({ name, value, quoted, start, end }) => {
      const secret = { start: view.byteAt(start), end: view.byteAt(end) };
      return { name, value, quoted, secret };
    });
}

/** Telling lines of a notebook's cells, and of what they printed, as they read without JSON's escapes. */
export function* notebookLines(view: TextView, telling: RegExp): Iterable<TextView> {
  for (const { text, placeOf } of readNotebook(view.text)) {
    let start = 0;
    for (const line of text.split("\n")) {
      if (line.length <= LONGEST_LINE && telling.test(line)) yield lineView(line, start);
      start += line.length + 1;
    }
    function lineView(line: string, from: number): TextView {
      return {
        text: line,
        isAscii: false,
        byteAt: (index) => view.byteAt(placeOf(from + index)),
        indexAt: () => 0,
      };
    }
  }
}

/** Longest line of a cell that is looked at. */
const LONGEST_LINE = 4096;
