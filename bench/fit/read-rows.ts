import { spawnSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { candidatesIn } from "./candidates.ts";
import { readTruth } from "./credentials.ts";
import { atMost, type Row, spreadOut } from "./rows.ts";
import { unpackSamples } from "./tokens.ts";

/** Rows that all clean trees together count for at most, beside some 3,000 of the corpora. */
const MOST_OF_CLEAN = 1000;
/** Rows that the samples of tokens count for at most: many are made up, and their files hold nothing else. */
const MOST_OF_SAMPLES = 500;

/** Matches of labelled lines of real projects; a group is a repository. */
export function credentialRows(corpora: string): Row[] {
  return inScratch((folder) => {
    const archive = join(corpora, "credentials", "dev.tar.xz");
    const { status, error } = spawnSync("tar", ["xf", archive, "-C", folder], { stdio: "inherit" });
    if (status !== 0) throw error ?? new Error(`tar could not unpack ${archive}`);
    const truthOf = readTruth(join(folder, "dev", "meta"));
    const found = [...candidatesIn(join(folder, "dev", "data"))].flatMap((candidate) => {
      const isSecret = truthOf(candidate);
      return isSecret === undefined ? [] : [{ candidate, isSecret, group: candidate.path.split("/")[0] ?? "" }];
    });
    return spreadOut(found);
  });
}

/** Matches of small files with a provider's token, or with what only looks like one; a group is a provider. */
export function sampleRows(corpora: string): Row[] {
  return inScratch((folder) => {
    const samples = unpackSamples(join(corpora, "tokens", "samples.jsonl"), folder);
    const byFile = Map.groupBy(candidatesIn(folder), ({ path }) => path);
    const found = [...byFile].flatMap(([path, candidates]) => {
      const sample = samples.get(path);
      if (sample === undefined) return [];
      const { provider: group, expect } = sample;
      if (expect === "ok") return candidates.map((candidate) => ({ candidate, isSecret: false, group }));
      // A file with one match is about that; of several nobody says which one is meant.
      return candidates.length === 1 ? candidates.map((candidate) => ({ candidate, isSecret: true, group })) : [];
    });
    return atMost(spreadOut(found), MOST_OF_SAMPLES);
  });
}

/** Matches of trees without a secret, their tests, whose keys are made up, included. */
export function cleanRows(trees: readonly string[]): Row[] {
  const found = trees.flatMap((tree) => {
    return [...candidatesIn(realpathSync(resolve(tree)))].map((candidate) => {
      const group = `${tree.split("/").at(-1)}/${candidate.path.split("/")[0]}`;
      return { candidate, isSecret: false, group };
    });
  });
  return atMost(spreadOut(found), MOST_OF_CLEAN);
}

/** Runs something with a folder of its own that is gone afterwards. */
function inScratch<T>(run: (folder: string) => T): T {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "sealint-fit-")));
  try {
    return run(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
