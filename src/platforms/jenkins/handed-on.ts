import { minimatch } from "minimatch";
import type { Flow, Transfer } from "../../core/pipeline.ts";
import type { Collected } from "../flow/collected.ts";

/** Files that a file's flows may be held against. */
const MOST_HELD = 20_000;

/** Notes which files with a secret in them are handed on: the stages of a pipeline share their workspace. */
export function noteHandedOn({ flows, transfers }: Collected): void {
  const written = flows.filter(({ sink }) => sink.kind === "file");
  let left = MOST_HELD;
  const found: Flow[] = [];
  for (const flow of written) {
    for (const transfer of transfers) {
      if (--left < 0) break;
      if (takes(transfer, flow.sink.name)) found.push({ ...flow, sink: { ...flow.sink, kind: transfer.kind } });
    }
  }
  flows.push(...found);
}

const plain = (path: string): string =>
  path.replace(/^(?:\$\{?(?:env\.)?WORKSPACE\}?\/|\.\/)+/, "").replace(/\/+$/, "");

function takes({ paths, excluded }: Transfer, file: string): boolean {
  const path = plain(file);
  if (path === "" || path.length > 500 || /^[~/$]/.test(path)) return false;
  const isAmong = (pattern: string): boolean =>
    pattern.length <= 500 &&
    (path === plain(pattern) ||
      path.startsWith(`${plain(pattern)}/`) ||
      minimatch(path, plain(pattern), { dot: true }));
  return paths.some(({ value }) => isAmong(value)) && !excluded.some(isAmong);
}
