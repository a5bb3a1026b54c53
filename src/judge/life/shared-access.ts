import { dayOfText, dayOfTime } from "./day.ts";
import type { Life, Told } from "./told.ts";

/** What parts of a query are made of, in markup and JSON, too. */
const PART = String.raw`[^\s"'<>&;\\]`;
const END = new RegExp(String.raw`(?:^|[^A-Za-z])se=(${PART}{8,60})`);
/** The stretch around a signature in which its other parameters stand. */
const BROKEN = /[\s"'<>]/;

/** The end of a shared access signature of Azure: the parameter `se` beside `sig`, a date or seconds since 1970. */
export function sharedAccessLife({ value, around }: Told): Life | undefined {
  if (value.length > 80) return undefined;
  const { text, at } = around();
  if (!/[^A-Za-z]sig=$/.test(` ${text.slice(0, at)}`)) return undefined;
  const before = text.slice(0, at).split(BROKEN).at(-1) ?? "";
  const [after = ""] = text.slice(at).split(BROKEN);
  const [, written] = END.exec(before + after) ?? [];
  if (written === undefined) return undefined;
  const end = decoded(written);
  const expires = /^\d+$/.test(end) ? dayOfTime(Number(end)) : dayOfText(end);
  return expires === undefined ? undefined : { expires, facts: [] };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
