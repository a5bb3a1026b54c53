import type { Loosening, Written } from "../../core/acceptance.ts";
import type { Config } from "../config.ts";

/** A loosening with what says it in the change's configuration, which may say it by what is no longer there. */
export interface UnplacedLoosening {
  readonly message: string;
  /** What it comes to: equal where another configuration would loosen the very same. */
  readonly key: string;
  /** Where in the configuration, or an entry's own place. */
  readonly at: readonly PropertyKey[] | Written;
}

/** Gives a loosening its place: what is no longer written is told at the beginning of the file. */
export function withPlace({ message, at }: UnplacedLoosening, head: Config, path: string): Loosening {
  if ("location" in at) return { message, written: at };
  return { message, written: head.written(at) ?? beginningOf(path, at) };
}

function beginningOf(path: string, at: readonly PropertyKey[]): Written {
  const text = at.join(": ");
  const start = { line: 1, column: 1 };
  return {
    location: { unit: path, path, start, end: start },
    preview: { text, mark: { start: 0, length: text.length } },
  };
}
