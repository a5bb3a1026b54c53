import { decode } from "../core/text.ts";
import { recognisers } from "../platforms/recognisers.ts";
import { PIPELINE_HEAD } from "./pipeline-path.ts";

/** The first byte of each mark of an encoding: what has one is converted before a platform sees it. */
const MARKED = 0xef;

/** Whether some platform may recognise a file with these contents, or with contents that begin so. */
export function mayBeRecognised(path: string, bytes: Uint8Array): boolean {
  if ((bytes[0] ?? 0) >= MARKED) return true;
  const head = decode(bytes, { start: 0, end: Math.min(PIPELINE_HEAD, bytes.length) });
  return recognisers.some((recognise) => recognise(path, head));
}
