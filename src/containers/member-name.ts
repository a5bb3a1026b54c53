/** Characters of a name that are shown. */
const MOST_SHOWN = 400;

/**
 * A member's name as people see it: UTF-8, or Latin-1 where it is none; slashes as separators, none in front. It is a label and
 * never a path that something is written to, so that dots in it do no harm.
 */
export function memberName(raw: Uint8Array): string {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const utf8 = bytes.toString("utf8");
  const name = (utf8.includes("�") ? bytes.toString("latin1") : utf8).replaceAll("\\", "/").replace(/^(?:\.?\/)+/, "");
  if (name === "") return "(no name)";
  return name.length > MOST_SHOWN ? `${name.slice(0, MOST_SHOWN)}…` : name;
}
