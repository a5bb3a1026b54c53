import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { BenchError, messageOf } from "./bench-error.ts";

/** The tasks, in the order in which they run. */
export const TASKS = ["linux", "file", "hook", "history", "growth", "profile", "limits", "mixed", "pipelines"] as const;
export type TaskName = (typeof TASKS)[number];

export const USAGE = `Usage  npm run bench -- [TASK…|FOLDER…] [FLAG…]

  linux      a whole source tree, beside the peers, ripgrep and cat
  file       one file by its path, as in a hook, beside the peers and an empty Node script
  hook       one staged file through the installed hook, beside gitleaks and an empty Node script
  history    the whole history of a repository, beside the peers and git cat-file
  growth     how time grows with the number of files and with the size of a file
  profile    where the time goes
  limits     a file of 4 GiB, which takes no room, and a folder of a million files
  mixed      1,000 small pipelines of all platforms, and an empty Node script
  pipelines  workflows beside zizmor, in time and in findings; takes --tree
  FOLDER     a scan of the folder beside an empty Node script and cat; no peers

Without names: all tasks but pipelines.

  --rounds N       rounds of alternating runs (default: 5, for file and hook 20, for history 3)
  --cache DIR      folder for peers and trees (default: $SEALINT_BENCH_CACHE, else ~/.cache/sealint-bench)
  --tree DIR       tree for linux and profile, instead of the sources of Linux 6.1; repository for history, instead of one
                   that is made up; tree with workflows for pipelines, which has none of its own
  --plot FILE      where growth draws its plot, as SVG
  --with-gitleaks  take gitleaks into linux, too (it needs many minutes a round)
  --help           this text
`;

/** What the command line asks for; paths are absolute. */
export interface Arguments {
  readonly help: boolean;
  readonly tasks: readonly TaskName[];
  readonly folders: readonly string[];
  /** Rounds of alternating runs; undefined for what the task takes by itself. */
  readonly rounds: number | undefined;
  readonly cache: string;
  readonly tree: string | undefined;
  readonly plot: string | undefined;
  readonly withGitleaks: boolean;
}

/** What the command line is read against. */
export interface Surroundings {
  /** Folder that relative paths start from. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  isFolder(path: string): boolean;
}

const isTask = (name: string): name is TaskName => (TASKS as readonly string[]).includes(name);

function parse(argv: readonly string[]) {
  const text = { type: "string" } as const;
  const flag = { type: "boolean", default: false } as const;
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { rounds: text, cache: text, tree: text, plot: text, "with-gitleaks": flag, help: flag },
    });
  } catch (error) {
    throw new BenchError(messageOf(error));
  }
}

function readRounds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new BenchError(`--rounds takes a number from 1 to 9999, not "${text}"`);
  return Number(text);
}

/** Outside of the repository, so that a clean checkout keeps what took minutes to fetch. */
function defaultCache({ env }: Surroundings): string {
  const base = env["XDG_CACHE_HOME"] ?? join(env["HOME"] ?? homedir(), ".cache");
  return env["SEALINT_BENCH_CACHE"] ?? join(base, "sealint-bench");
}

/** Reads the command line, without node and script; throws a BenchError where it makes no sense. */
export function readArguments(argv: readonly string[], around: Surroundings): Arguments {
  const { values, positionals } = parse(argv);
  const absolute = (path: string): string => resolve(around.cwd, path);
  const optional = (path: string | undefined) => (path === undefined ? undefined : absolute(path));
  const folders = positionals.filter((name) => !isTask(name)).map(absolute);
  for (const [index, name] of positionals.filter((other) => !isTask(other)).entries()) {
    if (!around.isFolder(folders[index] ?? "")) {
      throw new BenchError(`"${name}" is neither a task (${TASKS.join(", ")}) nor a folder`);
    }
  }
  const tree = optional(values.tree);
  if (tree !== undefined && !around.isFolder(tree)) throw new BenchError(`--tree: ${tree} is no folder`);
  const tasks = TASKS.filter((name) => (positionals.length === 0 ? name !== "pipelines" : positionals.includes(name)));
  return {
    help: values.help,
    tasks,
    folders,
    rounds: readRounds(values.rounds),
    cache: absolute(values.cache ?? defaultCache(around)),
    tree,
    plot: optional(values.plot),
    withGitleaks: values["with-gitleaks"],
  };
}
