import type { Allowance } from "../allowance.ts";
import type { Folder, Streams } from "./streams.ts";
import { type Undone, undoCoder } from "./undo-coder.ts";

const NOTHING = Buffer.alloc(0);

/** The content of a folder, as far as it can be had: `archive` begins where the packed streams are counted from. */
export function unpackFolder(folder: Folder, streams: Streams, archive: Buffer, allowance: Allowance): Undone {
  const visited = new Set<number>();
  const outputOf = (index: number): Undone => {
    const coder = folder.coders[index];
    // Each output is somebody's input once; a circle has no beginning.
    if (coder === undefined || visited.has(index)) return { bytes: NOTHING, ended: "malformed" };
    visited.add(index);
    const inputs = coder.inputs.map(({ from, index: at }): Undone => {
      if (from === "coder") return outputOf(at);
      const place = streams.packed[folder.packed + at];
      if (place === undefined) return { bytes: NOTHING, ended: "malformed" };
      const bytes = archive.subarray(place.at, place.at + place.size);
      return { bytes, ended: bytes.length < place.size ? "cut" : "whole" };
    });
    const wrong = inputs.find(({ ended }) => ended !== "whole");
    if (wrong !== undefined && wrong.bytes.length === 0) return wrong;
    const most = Math.max(0, allowance.bytes);
    const undone = undoCoder(
      coder,
      inputs.map(({ bytes }) => bytes),
      most,
    );
    const isOther = undone.isOther === true || inputs.some((input) => input.isOther === true);
    // What comes out on the way counts, too.
    if (index !== folder.last && undone.bytes !== inputs[0]?.bytes) allowance.spend(undone.bytes.length);
    return { ...(wrong === undefined ? undone : { ...wrong, bytes: undone.bytes }), isOther };
  };
  return outputOf(folder.last);
}
