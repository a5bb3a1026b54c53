import type { Insertion, Source } from "./source.ts";

/** Nothing where the module is there already. */
export type Import = readonly Insertion[];

/** `import os`, above the first import of a Python file, or below its docstring and first comments. */
export function importOs({ text, newline }: Source): Import {
  if (/^import[ \t]+(?:[\w., \t]*,[ \t]*)?os(?:[ \t]*(?:,|#|\r?$)|[ \t]*\r?$)/m.test(text)) return [];
  const future = [...text.matchAll(/^from __future__ import (?:\([^)]*\)|[^(\n])[^\n]*\n/gm)].at(-1);
  if (future !== undefined) return [{ at: future.index + future[0].length, insert: `import os${newline}` }];
  const head =
    /^(?:\u00ef\u00bb\u00bf)?(?:[ \t]*#[^\n]*\n|[ \t]*\r?\n)*(?:[rRuU]?("""|''')[\s\S]*?\1[^\n]*\n(?:[ \t]*\r?\n)*)?/.exec(
      text,
    )?.[0].length ?? 0;
  const isImport = /^(?:import|from)[ \t]/.test(text.slice(head));
  return [{ at: head, insert: isImport ? `import os${newline}` : `import os${newline}${newline}` }];
}

/** `import "os"` in the first group of imports that it belongs to, below the package otherwise. */
export function importGoOs({ text, newline }: Source): Import {
  if (/^(?:import[ \t]+|[ \t]+)"os"[ \t]*(?:\/\/[^\n]*)?\r?$/m.test(text)) return [];
  const group = /^import[ \t]*\([ \t]*\r?\n/m.exec(text);
  if (group !== null) {
    let at = group.index + group[0].length;
    for (const line of text.slice(at).split("\n")) {
      const [, path] = /^[ \t]+"([^"]+)"/.exec(line) ?? [];
      if (path === undefined || path > "os") break;
      at += line.length + 1;
    }
    return [{ at, insert: `\t"os"${newline}` }];
  }
  const single = [...text.matchAll(/^import[ \t]+(?:[\w.]+[ \t]+)?"[^"\n]+"[^\n]*\n/gm)].at(-1);
  if (single !== undefined) return [{ at: single.index + single[0].length, insert: `import "os"${newline}` }];
  const named = /^package[ \t]+\w+[^\n]*\n/m.exec(text);
  return named === null ? [] : [{ at: named.index + named[0].length, insert: `${newline}import "os"${newline}` }];
}
