// Times sealint beside its peers, each run as a whole process, in alternation. What is measured and how: bench/README.md.
//   npm run bench -- [TASK…|FOLDER…] [FLAG…]
// Prints Markdown on stdout, and what goes on on stderr.
import { statSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { installPeers } from "./peers/install.ts";
import { goalsTable } from "./report/goals.ts";
import { type Arguments, readArguments, type TaskName, USAGE } from "./run/arguments.ts";
import { BenchError } from "./run/bench-error.ts";
import { stopChildren } from "./run/children.ts";
import { measureFile } from "./tasks/file.ts";
import { measureFolder } from "./tasks/folder.ts";
import { measureGrowth } from "./tasks/growth.ts";
import { measureHistory } from "./tasks/history.ts";
import { measureHook } from "./tasks/hook.ts";
import { measureLimits } from "./tasks/limits.ts";
import { measureLinux } from "./tasks/linux.ts";
import { measureMixed } from "./tasks/mixed.ts";
import { measurePipelines } from "./tasks/pipelines.ts";
import { measureProfile } from "./tasks/profile.ts";
import type { Context, Outcome } from "./tasks/task.ts";

const RUN: Readonly<Record<TaskName, (context: Context) => Promise<Outcome>>> = {
  linux: measureLinux,
  file: measureFile,
  hook: measureHook,
  history: measureHistory,
  growth: measureGrowth,
  profile: measureProfile,
  limits: measureLimits,
  mixed: measureMixed,
  pipelines: measurePipelines,
};

const tell = (text: string): void => {
  process.stderr.write(`bench: ${text}\n`);
};

function machine(): string {
  const [{ model } = { model: "unknown" }, ...others] = cpus();
  const day = new Date().toISOString().slice(0, 10);
  return `${day}, Node ${process.versions.node}, ${process.platform}, ${others.length + 1} × ${model.trim()}`;
}

async function measure(args: Arguments): Promise<void> {
  const context: Context = {
    ...args,
    out: join(args.cache, "out"),
    tell,
    install: (names) => installPeers(names, args.cache, tell),
  };
  tell(`peers and trees lie in ${args.cache}`);
  process.stdout.write(`${machine()}\n\n`);
  const measures: Record<string, number> = {};
  const show = async (name: string, running: Promise<Outcome>): Promise<void> => {
    try {
      const outcome = await running;
      Object.assign(measures, outcome.measures);
      process.stdout.write(`${outcome.markdown}\n`);
    } catch (error) {
      if (!(error instanceof BenchError)) throw error;
      // The other tasks may do better.
      tell(`${name} FAILED: ${error.message}`);
      process.exitCode = 2;
    }
  };
  for (const folder of args.folders) await show(folder, measureFolder(folder, context));
  for (const task of args.tasks) await show(task, RUN[task](context));
  const goals = goalsTable(measures);
  if (goals !== "") process.stdout.write(`## Goals\n\n${goals}`);
}

function stop(): void {
  stopChildren();
  process.stderr.write("bench: interrupted\n");
  process.exit(130);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
try {
  const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const cwd = process.env["INIT_CWD"] ?? process.cwd();
  const args = readArguments(process.argv.slice(2), { cwd, env: process.env, isFolder });
  if (args.help) process.stdout.write(USAGE);
  else await measure(args);
} catch (error) {
  if (!(error instanceof BenchError)) throw error;
  process.stderr.write(`bench: ${error.message}\n`);
  process.exitCode = 2;
}
