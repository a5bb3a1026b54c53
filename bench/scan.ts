// Times a scan of a folder beside an empty Node script and plain reading of the same files, in alternation.
//   npm run bench -- FOLDER [RUNS]
// Prints minima and ratios: machines are noisy, the least disturbed run says most.
import { spawnSync } from "node:child_process";
import { dirname, join, resolve } from "node:path";
import { performance } from "node:perf_hooks";

const ROOT = dirname(import.meta.dirname);

interface Contestant {
  readonly name: string;
  readonly command: readonly string[];
}

function contestants(folder: string): Contestant[] {
  const node = process.execPath;
  return [
    { name: "an empty Node script", command: [node, "-e", ""] },
    {
      name: "cat of all files",
      command: ["sh", "-c", `find "$0" -name .git -prune -o -type f -print0 | xargs -0 cat >/dev/null`, folder],
    },
    { name: "sealint scan", command: [node, join(ROOT, "bin", "sealint.js"), "scan", folder, "--format", "json"] },
    {
      name: "sealint scan, one file",
      command: [node, join(ROOT, "bin", "sealint.js"), "scan", join(ROOT, "package.json")],
    },
  ];
}

function timeOnce({ command: [program = "", ...args] }: Contestant): number {
  const start = performance.now();
  const { error } = spawnSync(program, args, { stdio: "ignore" });
  if (error !== undefined) throw error;
  return performance.now() - start;
}

const [folder, runs = "7"] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write("bench: name a folder: npm run bench -- FOLDER [RUNS]\n");
  process.exitCode = 2;
} else {
  const all = contestants(resolve(process.env["INIT_CWD"] ?? ".", folder));
  const least = all.map(() => Number.POSITIVE_INFINITY);
  for (let run = 0; run < Number(runs); run++) {
    for (const [index, contestant] of all.entries()) least[index] = Math.min(least[index] ?? 0, timeOnce(contestant));
  }
  const [empty = 1] = least;
  for (const [index, { name }] of all.entries()) {
    const ms = least[index] ?? 0;
    process.stdout.write(
      `${name.padEnd(26)} ${ms.toFixed(0).padStart(7)} ms  ${(ms / empty).toFixed(1).padStart(6)} × empty\n`,
    );
  }
}
