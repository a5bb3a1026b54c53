import type { Allowance } from "../containers/allowance.ts";
import { MOST_DEPTH } from "../containers/allowance.ts";
import { membersOf } from "../containers/leaves.ts";
import { sortOf } from "../containers/sort-of-content.ts";
import type { DecodedFrom } from "../core/finding.ts";
import { memberPath } from "../core/member-path.ts";
import type { Span } from "../core/span.ts";
import { decodedIn } from "./decode-at.ts";
import type { Decoded } from "./decoded.ts";

/** Text that was decoded, and unpacked where it was compressed. */
export interface Layer {
  readonly type: "layer";
  readonly bytes: Buffer;
  readonly from: DecodedFrom;
  /** Where a part of it stands in the content at hand. */
  place(part: Span): Span;
  /** Whether a part of it was encoded at all; absent where all of it was. */
  readonly isEncoded?: (part: Span) => boolean;
  /** Set where the text begins in the middle, and where it may go on. */
  readonly open: boolean;
  readonly more: boolean;
}

/** Something that was not decoded, or not to its end, and where it stands. */
export interface LayerFault {
  readonly type: "fault";
  readonly level: "error" | "note";
  /** `malformed` is what cannot be opened, or not to its end. */
  readonly code: "limit-reached" | "malformed";
  readonly span: Span;
  /** What is wrong, as a clause that follows on the file's path. */
  readonly message: string;
}

/** Content that may hold encoded text. */
export interface Encoded {
  readonly bytes: Uint8Array;
  /** Where such may begin, in order; anywhere where absent. */
  readonly places: readonly number[] | undefined;
  /** Set where it begins in the middle of more, and where more follows on it. */
  readonly open: boolean;
  readonly more: boolean;
  /** Encodings and containers that it was taken out of already. */
  readonly depth: number;
}

const TOO_DEEP = `holds content that is encoded more than ${MOST_DEPTH} times over`;
const TOO_MUCH = "holds encoded content that becomes larger than a file may";
const CUT = "holds compressed content in a text of digits that is too long to be decoded at once";

/**
 * All that is encoded in some content, one step further: texts as they are once decoded, or once unpacked where they were
 * compressed. Whatever the bytes are, it ends, takes what the allowance grants, and throws nothing.
 */
export function* layersIn(content: Encoded, allowance: Allowance): Generator<Layer | LayerFault, void, void> {
  for (const decoded of decodedIn(content.bytes, content.places, content.open)) {
    const { span } = decoded;
    if (content.depth >= MOST_DEPTH) {
      // Escaped text was searched as it stands, and something that was not may follow.
      const level = decoded.isEncoded === undefined ? "error" : "note";
      yield { type: "fault", code: "limit-reached", level, span, message: TOO_DEEP };
      if (level === "error") return;
      continue;
    }
    if (!allowance.take(decoded.bytes.length)) {
      yield { type: "fault", code: "limit-reached", level: "error", span, message: TOO_MUCH };
      return;
    }
    const isPacked = decoded.isEncoded === undefined && typeof sortOf(decoded.bytes) !== "string";
    const isCut = isPacked && decoded.atEnd && content.more;
    if (isCut) yield { type: "fault", code: "limit-reached", level: "error", span, message: CUT };
    // Of what is cut it is no news that it ends too early.
    if (isPacked) yield* unpacked(decoded, content.depth + 1, allowance).filter((one) => !isCut || !isNote(one));
    else yield layerOf(decoded, content.more);
  }
}

const isNote = (one: Layer | LayerFault): boolean => one.type === "fault" && one.level === "note";

const layerOf = ({ encoding, bytes, place, isEncoded, open, atEnd }: Decoded, more: boolean): Layer => ({
  type: "layer",
  bytes,
  from: { chain: [encoding] },
  place,
  ...(isEncoded === undefined ? {} : { isEncoded }),
  open,
  more: atEnd && more,
});

/** A container on the way, with what leads to it. */
interface Packed {
  readonly bytes: Buffer;
  readonly from: DecodedFrom;
  readonly depth: number;
}

/** Texts in a container that was decoded, those in containers within it included. All of them stand where it stands. */
function* unpacked(
  { encoding, bytes, span }: Decoded,
  depth: number,
  allowance: Allowance,
): Generator<Layer | LayerFault, void, void> {
  const fault = (message: string): LayerFault => ({
    type: "fault",
    code: "limit-reached",
    level: "error",
    span,
    message,
  });
  const closed = (why: string): LayerFault => {
    return { type: "fault", code: "malformed", level: "note", span, message: `holds encoded content that ${why}` };
  };
  function* within(packed: Packed): Generator<Layer | LayerFault, void, void> {
    const sort = sortOf(packed.bytes);
    if (sort === "text") {
      yield { type: "layer", bytes: packed.bytes, from: packed.from, place: () => span, open: false, more: false };
      return;
    }
    // What is no text holds nothing that a text would; nobody named it.
    if (sort === "binary") return;
    if (sort.kind === undefined) {
      yield closed(`is packed as ${sort.closed}`);
      return;
    }
    if (packed.depth >= MOST_DEPTH) {
      yield fault(TOO_DEEP);
      return;
    }
    for (const one of membersOf(sort.kind, packed.bytes, UNNAMED, allowance)) {
      if (one.type === "fault") {
        if (one.fault === "limit") yield fault(TOO_MUCH);
        else yield closed(one.message);
        continue;
      }
      const chain = [...packed.from.chain, sort.kind];
      yield* within({ bytes: one.bytes, from: { chain, ...memberOf(packed.from, one.name) }, depth: packed.depth + 1 });
    }
  }
  yield* within({ bytes, from: { chain: [encoding] }, depth });
}

/** What has no name of its own. */
const UNNAMED = "";

/** The path of a member in all archives that it lies in; what is only compressed adds nothing to it. */
function memberOf({ member }: DecodedFrom, name: string): { readonly member?: string } {
  if (name === UNNAMED) return member === undefined ? {} : { member };
  return { member: member === undefined ? name : memberPath(member, name) };
}
