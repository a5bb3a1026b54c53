import { Collector } from "./collector.ts";
import { readJson } from "./read-json.ts";

/** A stretch of a document as it reads once its pieces are joined and their escapes resolved. */
export interface JoinedText {
  readonly text: string;
  /** Offset in the document of an offset in the text. */
  placeOf(index: number): number;
}

/** Keys under which a notebook has lines of text: the source of a cell, and what it printed. */
const TEXTS = new Set(["source", "text", "text/plain", "text/html", "traceback"]);
const ESCAPE = /\\(?:u[\da-fA-F]{4}|[\s\S])/gv;

interface Piece {
  readonly value: string;
  /** Where it stands in the document. */
  readonly start: number;
  readonly end: number;
}

/** Cells of a notebook, and what they printed, as the texts that they are. */
export function readNotebook(document: string): JoinedText[] {
  const lines = new Lines();
  readJson(document, 0, lines);
  lines.end();
  return lines.texts.map((pieces) => joined(document, pieces));
}

/** Gathers the lines of each text. */
class Lines extends Collector {
  readonly texts: Piece[][] = [];
  readonly #open: (Piece[] | undefined)[] = [];

  constructor() {
    super(/^$/);
  }

  override open(key: string): void {
    this.#open.push(TEXTS.has(key) ? [] : undefined);
  }

  override close(): void {
    const pieces = this.#open.pop();
    if (pieces !== undefined && pieces.length > 0) this.texts.push(pieces);
  }

  override end(): void {
    while (this.#open.length > 0) this.close();
  }

  override scalar(key: string, value: string, start: number, end: number): void {
    if (TEXTS.has(key)) this.texts.push([{ value, start, end }]);
    else if (key === "") this.#open.at(-1)?.push({ value, start, end });
  }
}

function joined(document: string, pieces: readonly Piece[]): JoinedText {
  const ends: number[] = [];
  let length = 0;
  for (const { value } of pieces) ends.push((length += value.length));
  return {
    text: pieces.map(({ value }) => value).join(""),
    placeOf(index) {
      const at = Math.max(
        0,
        ends.findIndex((end) => index < end),
      );
      const piece = pieces[index >= length ? pieces.length - 1 : at] as Piece;
      const from = (ends[index >= length ? pieces.length - 1 : at] as number) - piece.value.length;
      return piece.start + rawIndex(document.slice(piece.start, piece.end), index - from);
    },
  };
}

/** Offset in a text with escapes of an offset in what they resolve to: each stands for one code unit. */
function rawIndex(raw: string, index: number): number {
  if (!raw.includes("\\")) return index;
  let [longer, at] = [0, 0];
  for (const { 0: escape, index: start } of raw.matchAll(ESCAPE)) {
    at = start - longer;
    if (at >= index) break;
    longer += escape.length - 1;
  }
  return index + longer;
}
