import { devNull } from "node:os";
import { dirname, join } from "node:path";
import type { Contestant } from "../measure/sample.ts";
import type { Peer } from "./install.ts";

const ROOT = dirname(dirname(import.meta.dirname));

/** Names under which results are looked up. */
export const NAMES = {
  empty: "empty Node script",
  sealint: "sealint",
  kingfisher: "kingfisher, warm rule cache",
  turbo: "kingfisher --turbo",
  betterleaks: "betterleaks",
  gitleaks: "gitleaks",
  zizmor: "zizmor",
  ripgrep: "ripgrep, one literal",
  cat: "cat of all files",
  again: "sealint, again",
  catFile: "git cat-file of all objects",
} as const;

/** What is scanned, and a folder for the report. */
export interface Target {
  readonly path: string;
  readonly out: string;
  readonly cwd?: string;
}

const placed = ({ cwd }: Target) => (cwd === undefined ? {} : { cwd });

/** sealint as it is built in this checkout; 2 is an exit of a scan that left something out, and so did not do its work. */
export function sealint(target: Target, flags: readonly string[] = []): Contestant {
  const path = join(target.out, "sealint.json");
  const cli = [process.execPath, join(ROOT, "bin", "sealint.js")];
  return {
    name: NAMES.sealint,
    command: [...cli, "scan", target.path, "--format", `json=${path}`, ...flags],
    exits: [0, 1],
    report: { path, kind: "sealint" },
    ...placed(target),
  };
}

/** zizmor on workflows, asking nobody; it prints its report, and says by its exit code how grave the worst is. */
export function zizmor({ out, cwd }: Target, { program }: Peer, workflows: readonly string[]): Contestant {
  const path = join(out, "zizmor.json");
  const flags = ["--offline", "--no-progress", "--format", "json"];
  return {
    name: NAMES.zizmor,
    command: ["sh", "-c", 'report="$1"; shift; exec "$@" > "$report"', "sh", path, program, ...flags, ...workflows],
    exits: [0, 10, 11, 12, 13, 14],
    report: { path, kind: "zizmor" },
    ...(cwd === undefined ? {} : { cwd }),
  };
}

/** The hook that sealint has installed in the target's folder. */
export const sealintHook = (target: Target): Contestant => ({
  name: NAMES.sealint,
  command: ["sh", ".git/hooks/pre-commit"],
  ...placed(target),
});

/** kingfisher on the files themselves, with its compiled rules kept in `rules`; asks nobody whether a secret works. */
export function kingfisher(target: Target, { program }: Peer, rules: string, isTurbo = false): Contestant {
  const path = join(target.out, "kingfisher.json");
  const offline = ["--no-validate", "--no-update-check"];
  const how = ["--git-history", "none", ...offline, "--rule-cache-dir", rules, ...(isTurbo ? ["--turbo"] : [])];
  return {
    name: isTurbo ? NAMES.turbo : NAMES.kingfisher,
    command: [program, "scan", target.path, "--quiet", ...how, "--format", "json", "--output", path],
    exits: [0, 200],
    report: { path, kind: "kingfisher" },
    ...placed(target),
  };
}

/** betterleaks on the files themselves; it asks nobody unless told to. */
export function betterleaks(target: Target, { program }: Peer): Contestant {
  const path = join(target.out, "betterleaks.json");
  return {
    name: NAMES.betterleaks,
    command: [program, "filesystem", target.path, "--silent", "--output", path],
    exits: [0, 1],
    report: { path, kind: "betterleaks" },
    ...placed(target),
  };
}

/** gitleaks on the files themselves. */
export function gitleaks(target: Target, { program }: Peer): Contestant {
  const path = join(target.out, "gitleaks.json");
  return {
    name: NAMES.gitleaks,
    command: [program, "dir", target.path, "--no-banner", "-l", "error", "-f", "json", "-r", path],
    exits: [0, 1],
    report: { path, kind: "gitleaks" },
    ...placed(target),
  };
}

/** gitleaks on what is staged. */
export const gitleaksStaged = (target: Target, { program }: Peer): Contestant => ({
  name: NAMES.gitleaks,
  command: [program, "git", "--pre-commit", "--staged", "--no-banner", "-l", "error", target.path],
  ...placed(target),
});

/** ripgrep for one literal in all files, whatever git ignores; 1 says that there is none. */
export function ripgrep(target: Target, { program }: Peer): Contestant {
  const command = [program, "-uuu", "--fixed-strings", "--count", "BEGIN RSA PRIVATE KEY", target.path];
  return { name: NAMES.ripgrep, command, exits: [0, 1] };
}

/**
 * All files read by `cat`, in one process as far as the system lets a command line be long enough: it may take a quarter
 * of the stack, and 6 MB at most.
 */
export function cat({ path }: Target): Contestant {
  const script = `ulimit -s 65536 2>${devNull}
cd "$0" && find . -name .git -prune -o -type f -print0 | xargs -0 -s 6000000 cat >${devNull}`;
  return { name: NAMES.cat, command: ["sh", "-c", script, path] };
}

/** Node with nothing to do: nothing written in JavaScript can be faster. `script` is an empty file. */
export const emptyScript = (script: string): Contestant => ({ name: NAMES.empty, command: [process.execPath, script] });

/** sealint over a whole history: with nothing remembered, or with what it remembers in `caches`. */
export function sealintHistory(target: Target, caches?: string): Contestant {
  const known = {
    ...sealint(target, caches === undefined ? ["--history", "--no-cache"] : ["--history"]),
    // 2 where a partial clone lacks objects, which the others pass over without a word.
    exits: [0, 1, 2],
  };
  return caches === undefined ? known : { ...known, name: NAMES.again, env: { XDG_CACHE_HOME: caches } };
}

/** kingfisher over the same. */
export function kingfisherHistory(target: Target, peer: Peer, rules: string): Contestant {
  const { command, ...rest } = kingfisher(target, peer, rules);
  return { ...rest, command: command.map((word) => (word === "none" ? "full" : word)) };
}

/** betterleaks over the same. */
export function betterleaksHistory(target: Target, peer: Peer): Contestant {
  const { command, ...rest } = betterleaks(target, peer);
  return { ...rest, command: command.map((word) => (word === "filesystem" ? "git" : word)) };
}

/** What git takes to unpack all objects and write them to nowhere. */
export function catFile({ path }: Target): Contestant {
  const command = ["git", "-C", path, "cat-file", "--batch", "--batch-all-objects", "--buffer"];
  return { name: NAMES.catFile, command };
}
