import { join } from "node:path";
import { cachedFolder } from "../peers/cached-folder.ts";
import { installPeers } from "../peers/install.ts";
import { betterleaks, gitleaks, kingfisher, sealint, type Target } from "../peers/invocations.ts";
import { messageOf } from "../run/bench-error.ts";
import { runOrFail } from "../run/children.ts";
import type { Scanner } from "./places.ts";

/** How a scanner is run; its report lies in `report`, or is what it prints where there is none. */
export interface Run {
  readonly scanner: Scanner;
  readonly command: readonly string[];
  readonly report?: string;
  readonly env?: NodeJS.ProcessEnv;
}

const DETECT_SECRETS = "1.5.0";

/** sealint and the peers that can be had on this machine; what is scanned is `target.path`, from the folder it lies in. */
export async function scanners(target: Target, cache: string, tell: (text: string) => void): Promise<Run[]> {
  const peers = await installPeers(["kingfisher", "betterleaks", "gitleaks"], cache, tell);
  const ours = sealint(target);
  const runs: Run[] = [{ scanner: "sealint", command: ours.command, report: join(target.out, "sealint.json") }];
  for (const peer of peers) {
    const { name } = peer;
    if (name === "ripgrep" || name === "zizmor") continue;
    const of = { kingfisher: () => kingfisher(target, peer, join(cache, "kingfisher-rules")), betterleaks, gitleaks };
    runs.push({ scanner: name, command: of[name](target, peer).command, report: join(target.out, `${name}.json`) });
  }
  try {
    const packages = await cachedFolder(join(cache, "peers", `detect-secrets-${DETECT_SECRETS}`), async (part) => {
      await runOrFail("python3", [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--target",
        part,
        `detect-secrets==${DETECT_SECRETS}`,
      ]);
    });
    const command = ["python3", "-m", "detect_secrets", "scan", "--all-files", target.path];
    runs.push({ scanner: "detect-secrets", command, env: { ...process.env, PYTHONPATH: packages } });
  } catch (error) {
    tell(`detect-secrets IS LEFT OUT: ${messageOf(error)}`);
  }
  return runs;
}
