import { type Frame, filledIn } from "./frames.ts";
import type { Ref } from "./model.ts";
import { sourceOf } from "./refs.ts";
import type { Used } from "./used.ts";

/** Resources by what refers to them. */
export interface Named {
  /** What a file means by a reference, as far as the repository has it: that which lies nearest to the file. */
  find(kind: string, ref: Ref, file: string, frame: Frame): readonly Used[];
  /** The same by name. */
  findByName(kind: string, name: string, file: string): readonly Used[];
}

const groupOf = (kind: string): string => kind.replace(/^Cluster/, "");

/** Indexes the resources of a repository. */
export function namedIn(all: readonly Used[]): Named {
  const byName = Map.groupBy(all, ({ resource }) => `${groupOf(resource.kind)} ${resource.name.value}`);
  const byFile = Map.groupBy(all, ({ file }) => file.slice(file.lastIndexOf("/") + 1));
  const findByName: Named["findByName"] = (kind, name, file) => nearest(byName.get(`${kind} ${name}`) ?? [], file);
  return {
    findByName,
    find(kind, ref, file, frame) {
      const source = sourceOf(ref, frame);
      if (source.kind === "name") return findByName(kind, filledIn(source.name, frame), file);
      if (source.kind !== "file") return [];
      const path = source.path.replace(/^\.?\//, "");
      const found = byFile.get(path.slice(path.lastIndexOf("/") + 1)) ?? [];
      return nearest(
        found.filter((one) => groupOf(one.resource.kind) === kind && `/${one.file}`.endsWith(`/${path}`)),
        file,
      );
    },
  };
}

/** Those of the file itself, or of the folders that it shares most with: versions and overlays have the same names. */
function nearest(candidates: readonly Used[], file: string): readonly Used[] {
  if (candidates.length < 2) return candidates;
  const own = file.split("/");
  const shared = candidates.map((one) => {
    const parts = one.file.split("/");
    const differs = parts.findIndex((part, index) => part !== own[index]);
    return differs === -1 ? parts.length : differs;
  });
  const most = Math.max(...shared);
  return candidates.filter((_, index) => shared[index] === most);
}
