import type { Facts } from "../facts.ts";
import type { Contents } from "./contents.ts";

/** Pipelines by those that they lead to or are led to from, directly or not; one that stands alone is not in it. */
export function tiesOf(
  facts: ReadonlyMap<string, Facts>,
  contents: Contents,
): ReadonlyMap<string, ReadonlySet<string>> {
  const pipelines = [...facts].flatMap(([path, { pipeline }]) =>
    pipeline === undefined ? [] : [{ path, leadsOn: pipeline.checked === undefined }],
  );
  const texts = new Map(pipelines.map(({ path }) => [path, Buffer.from(contents.get(path) ?? []).toString("latin1")]));
  const near = new Map<string, string[]>();
  for (const { path } of pipelines.filter(({ leadsOn }) => leadsOn)) {
    const text = texts.get(path) ?? "";
    for (const other of pipelines) {
      if (other.path === path) continue;
      if (!NAMES_PATTERN.test(text) && !namesOf(other.path, texts).some((name) => text.includes(name))) continue;
      near.set(path, [...(near.get(path) ?? []), other.path]);
      near.set(other.path, [...(near.get(other.path) ?? []), path]);
    }
  }
  return grouped(near);
}

/** Where a pipeline leads to whatever has a name of some form. */
const NAMES_PATTERN = /\*\.ya?ml\b/;

/** What another pipeline says of one that it leads to: its file, its action's folder, or its name. */
function namesOf(path: string, texts: ReadonlyMap<string, string>): string[] {
  const parts = path.split("/");
  const [file = "", folder] = [parts.at(-1), parts.at(-2)];
  if (/^action\.ya?ml$/.test(file)) return [folder === undefined ? "./" : `/${folder}`];
  const [, name] = /^name:[ \t]*["']?([^"'#\r\n]{3,})/m.exec(texts.get(path)?.slice(0, 2000) ?? "") ?? [];
  return [file, ...(name === undefined ? [] : [name.trim()])];
}

function grouped(near: ReadonlyMap<string, readonly string[]>): Map<string, Set<string>> {
  const groups = new Map<string, Set<string>>();
  for (const path of near.keys()) {
    if (groups.has(path)) continue;
    const group = new Set([path]);
    for (const one of group) {
      for (const next of near.get(one) ?? []) group.add(next);
      groups.set(one, group);
    }
  }
  return groups;
}
