import type { ContainerKind } from "../containers/container-kind.ts";
import type { ContainerFault } from "../containers/content.ts";
import { leavesOf } from "../containers/leaves.ts";
import { sortOf } from "../containers/sort-of-content.ts";
import { memberPath } from "../core/member-path.ts";
import { type Unit, unitOf } from "../core/source.ts";

/** Text of content that begins with the mark of UTF-16, in UTF-8; nothing of other content. */
export function fromUtf16(bytes: Buffer): Buffer | undefined {
  const isLittle = bytes[0] === 0xff && bytes[1] === 0xfe;
  const isBig = bytes[0] === 0xfe && bytes[1] === 0xff;
  if (!isLittle && !isBig) return undefined;
  return Buffer.from(new TextDecoder(isLittle ? "utf-16le" : "utf-16be").decode(bytes));
}

/** The texts in a container, as units of the file at `path`; `miss` hears of what of it is not searched. */
export function* unitsInside(
  kind: ContainerKind,
  bytes: Buffer,
  path: string,
  miss: (fault: ContainerFault) => void,
): Generator<Unit, void, void> {
  for (const found of leavesOf(kind, bytes, path)) {
    if (found.type === "fault") {
      miss(found.fault);
      continue;
    }
    const text = fromUtf16(found.bytes) ?? (sortOf(found.bytes) === "text" ? found.bytes : undefined);
    if (text !== undefined) yield { ...unitOf(memberPath(path, found.inside), text), inside: found.inside };
  }
}

/** What of a file's content is searched: its text, or the texts in it where it is a container. */
export function unitsOfContent(path: string, bytes: Buffer): Iterable<Unit> {
  const text = fromUtf16(bytes);
  const sort = text === undefined ? sortOf(bytes) : "text";
  const kind = typeof sort === "string" ? undefined : sort.kind;
  return kind === undefined ? [unitOf(path, text ?? bytes)] : unitsInside(kind, bytes, path, () => {});
}
