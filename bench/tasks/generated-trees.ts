import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Bytes of each file of the trees. */
export const FILE_BYTES = 4096;
const FILES_A_FOLDER = 100;
/** Longer than a file and no multiple of it, so that neighbours differ. */
const TEXT_BYTES = 1_000_003;
const WORDS =
  "index value buffer return const struct device register config length offset result status handler request when the of a to".split(
    " ",
  );

/** Text that looks like code and holds no secret; the same each time. */
export function codeText(bytes: number): string {
  let state = 1;
  // A linear congruential generator: quick, and no library's to change.
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const word = (): string => WORDS[below(WORDS.length)] ?? "";
  const lines: string[] = [];
  for (let length = 0; length < bytes; ) {
    const indent = "  ".repeat(below(4));
    const call = `${indent}${word()}_${word()}(${word()}->${word()}, 0x${below(65_536).toString(16)});`;
    const assignment = `${indent}${word()} ${word()} = ${word()}[${below(1000)}] + ${word()};`;
    const comment = `${indent}/* ${Array.from({ length: 4 + below(8) }, word).join(" ")} */`;
    const line = [call, assignment, comment, ""][below(4)] ?? "";
    lines.push(line);
    length += line.length + 1;
  }
  return `${lines.join("\n")}\n`.slice(0, bytes);
}

const cut = (text: string, at: number, bytes: number): string => {
  const start = (at * 7919) % text.length;
  return text.slice(start).padEnd(bytes, text).slice(0, bytes);
};

/** Writes into a folder that is not there yet; a half-made one is made anew. */
export function makeOnce(folder: string, make: () => void): void {
  const done = `${folder}.done`;
  if (existsSync(done)) return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  make();
  writeFileSync(done, "");
}

/**
 * Makes trees of so many files, from small to large, and gives their folders. Each tree lies in the next one, which saves
 * half of the disk.
 */
export function makeTrees(folder: string, counts: readonly number[]): readonly string[] {
  const folders = counts.map((_, index) => join(folder, ...counts.slice(index + 1).map(() => "inner")));
  makeOnce(folder, () => {
    const text = codeText(TEXT_BYTES);
    for (const [index, count] of counts.entries()) {
      const own = count - (counts[index - 1] ?? 0);
      for (let file = 0; file < own; file++) {
        const part = join(folders[index] ?? folder, `part-${Math.floor(file / FILES_A_FOLDER)}`);
        if (file % FILES_A_FOLDER === 0) mkdirSync(part, { recursive: true });
        writeFileSync(join(part, `file-${file}.c`), cut(text, file, FILE_BYTES));
      }
    }
  });
  return folders;
}

/** Makes a folder with one file for each size, and gives the folders. */
export function makeFiles(folder: string, sizes: readonly number[]): readonly string[] {
  makeOnce(folder, () => {
    const text = codeText(TEXT_BYTES);
    for (const size of sizes) {
      mkdirSync(join(folder, String(size)));
      writeFileSync(join(folder, String(size), "file.c"), cut(text, 0, size));
    }
  });
  return sizes.map((size) => join(folder, String(size)));
}
