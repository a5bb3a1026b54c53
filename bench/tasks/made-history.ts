import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { cachedFolder } from "../peers/cached-folder.ts";
import { BenchError } from "../run/bench-error.ts";
import { runOrFail } from "../run/children.ts";

const COMMITS = 60_000;
const FILES = 1500;
const START = 1_500_000_000;
const WORDS = "config handler request value session buffer render update parse token user index merge store".split(" ");

/** Numbers that look like chance and are the same in every run. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function lineOf(random: () => number): string {
  const word = (): string => WORDS[Math.floor(random() * WORDS.length)] ?? "";
  return `  const ${word()}${Math.floor(random() * 1000)} = ${word()}(${word()}, "${word()} ${word()}");`;
}

const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;

/** A stream for `git fast-import`: files that grow and change a few lines at a time. */
function* stream(): Generator<string, void, void> {
  const random = chance(1);
  const files = Array.from({ length: FILES }, () => Array.from({ length: 40 }, () => lineOf(random)));
  for (let commit = 0; commit < COMMITS; commit++) {
    const who = `Ann Example <ann@example.com> ${START + commit * 600} +0000`;
    const parts = [`commit refs/heads/main\nauthor ${who}\ncommitter ${who}\n`, data(`change ${commit}`)];
    for (let change = 0; change < 3; change++) {
      const number = Math.floor(random() * FILES);
      const lines = files[number] as string[];
      const at = Math.floor(random() * lines.length);
      lines.splice(at, random() < 0.4 ? 0 : 2, lineOf(random), lineOf(random));
      parts.push(`M 100644 inline src/part-${number % 40}/file-${number}.ts\n`, data(`${lines.join("\n")}\n`));
    }
    yield parts.join("");
  }
}

/** A repository of 60,000 commits that is made up, packed as git packs a large one. */
export function madeHistory(cache: string, tell: (text: string) => void): Promise<string> {
  return cachedFolder(join(cache, "made-history"), async (folder) => {
    tell("making a history of 60,000 commits, which takes minutes");
    await runOrFail("git", ["init", "--quiet", "--bare", folder]);
    const child = spawn("git", ["-C", folder, "fast-import", "--quiet"], { stdio: ["pipe", "ignore", "ignore"] });
    const ended = once(child, "close");
    for (const part of stream()) if (!child.stdin.write(part)) await once(child.stdin, "drain");
    child.stdin.end();
    const [code] = (await ended) as [number];
    if (code !== 0) throw new BenchError(`git fast-import ended with ${code}`);
    await runOrFail("git", ["-C", folder, "repack", "-adfq", "--window=20", "--depth=50"]);
  });
}
