import type { Mending } from "../../engine/mending/mend.ts";
import type { PreparedScan } from "../prepare-scan.ts";
import { draftSecrets } from "./draft-secrets.ts";
import { envExampleWith } from "./env-example.ts";

/** A file with what becomes of it. */
export interface FileChange {
  /** From the root, with forward slashes. */
  readonly path: string;
  /** Undefined for a new file. */
  readonly before?: Uint8Array;
  readonly after: Uint8Array;
}

export interface Changes {
  readonly files: readonly FileChange[];
  /** What people should know of it, sentences. */
  readonly notes: readonly string[];
}

/** All that changes on the disk: the files that were mended, those that name variables, and the inventory. */
export function changesOf(mending: Mending, before: ReadonlyMap<string, Uint8Array>, prepared: PreparedScan): Changes {
  const files: FileChange[] = [];
  const notes: string[] = [];
  for (const [path, after] of mending.look.contents) {
    const old = before.get(path);
    if (old !== undefined && !Buffer.from(old).equals(after)) files.push({ path, before: old, after });
  }
  files.push(...envExamples(mending, prepared.range.root));
  const drafted = draftSecrets(mending, prepared);
  if (drafted !== undefined && "note" in drafted) notes.push(drafted.note);
  else if (drafted !== undefined) {
    files.push(drafted);
    notes.push(`${drafted.path} has drafts for ${drafted.names.join(", ")}: fill in what is marked TODO.`);
  }
  return { files, notes };
}

function envExamples({ mended }: Mending, root: string): FileChange[] {
  const byFile = new Map<string, FileChange>();
  const names = new Map<string, string[]>();
  for (const { finding, variables } of mended) {
    if (variables.length === 0) continue;
    const { path } = finding.location;
    const where = envExampleWith([...variables], root, path)?.path;
    if (where === undefined) continue;
    const all = [...new Set([...(names.get(where) ?? []), ...variables])];
    names.set(where, all);
    const change = envExampleWith(all, root, path);
    if (change !== undefined) byFile.set(where, change);
  }
  return [...byFile.values()];
}
