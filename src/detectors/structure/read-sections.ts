import type { Collector } from "./collector.ts";

const SECTION = /^\s*\[{1,2}\s*(?<name>[^\[\]\r\n]{1,200}?)\s*\]{1,2}\s*(?:[#;].*)?$/v;
const ENTRY = /^\s*(?:export\s+)?["']?(?<key>[\w.\-\/:]{1,120}?)["']?\s*[=:]\s*(?<value>.*)$/dv;
const LINE = /[^\n]*(?:\n|$)/y;
const TRIPLE = /^(?:"""|''')/;

/** Reads TOML, INI and property files and tells the collector: a section is a mapping under the last part of its name. */
export function readSections(text: string, collector: Collector): void {
  let isOpen = false;
  for (let at = 0; at < text.length; ) {
    LINE.lastIndex = at;
    const raw = LINE.exec(text)?.[0] ?? "";
    const line = raw.trimEnd();
    const next = at + Math.max(1, raw.length);
    const section = SECTION.exec(line)?.groups?.["name"];
    if (section !== undefined) {
      if (isOpen) collector.close();
      collector.open(section.split(/[.\s]/v).at(-1)?.replaceAll(/["']/g, "") ?? section);
      isOpen = true;
      at = next;
      continue;
    }
    const entry = ENTRY.exec(line);
    at = entry === null ? next : readEntry(text, entry, at, next, collector);
  }
  if (isOpen) collector.close();
}

/** Tells of one entry; gives where it ends, which may be some lines on. */
function readEntry(text: string, entry: RegExpExecArray, at: number, next: number, collector: Collector): number {
  const { key = "", value = "" } = entry.groups ?? {};
  const start = at + (entry.indices?.groups?.["value"]?.[0] ?? 0);
  if (TRIPLE.test(value)) {
    const mark = value.slice(0, 3);
    const end = text.indexOf(mark, start + 3);
    if (end === -1) return next;
    collector.scalar(key, text.slice(start + 3, end).trim(), start + 3, end, true);
    return end + 3;
  }
  const quoted = /^(?<quote>["'])(?<text>.*?)(?<!\\)\k<quote>/v.exec(value)?.groups?.["text"];
  if (quoted !== undefined) collector.scalar(key, quoted, start + 1, start + 1 + quoted.length, true);
  else if (value.endsWith("\\")) return readContinued(text, key, start, collector);
  else if (/^[^\[\{]/v.test(value)) {
    const bare = value.replace(/\s[#;].*$/, "").trimEnd();
    collector.scalar(key, bare, start, start + bare.length, false);
  }
  return next;
}

/** A value that goes on over lines that end in a backslash. */
function readContinued(text: string, key: string, start: number, collector: Collector): number {
  let end = text.indexOf("\n", start);
  while (end !== -1 && text[text[end - 1] === "\r" ? end - 2 : end - 1] === "\\") end = text.indexOf("\n", end + 1);
  if (end === -1) end = text.length;
  const value = text
    .slice(start, end)
    .replaceAll(/\\\r?\n[ \t]*/g, "")
    .trim();
  collector.scalar(key, value, start, end, false);
  return end + 1;
}
