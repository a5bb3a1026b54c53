import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { ScanError } from "../../core/errors.ts";
import { systemWords } from "../../files/system-errors.ts";

/** Where a drill that is under way is written down, from the root. */
export const RECEIPT = ".sealint/canary.json";

const schema = z.object({
  version: z.literal(1),
  planted: z.string(),
  path: z.string(),
  rule: z.string(),
  identity: z.string().regex(/^[\da-f]{32}$/),
});

/** A drill: when and where a canary was planted, and the print that a report of it has. No value. */
export type Receipt = z.infer<typeof schema>;

const AGAIN = `Delete ${RECEIPT} and what was planted, and plant another one with \`sealint inventory canary\`.`;

/** The drill that is under way; undefined where there is none. Throws a ScanError where its file is damaged. */
export function readReceipt(root: string): Receipt | undefined {
  let text: string;
  try {
    text = readFileSync(join(root, RECEIPT), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new ScanError(`${RECEIPT} cannot be read: ${systemWords(error)}`, AGAIN, { cause: error });
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new ScanError(`${RECEIPT} is damaged`, AGAIN, { cause: error });
  }
}

/** Writes files that must not be there yet, by their absolute paths. Throws a ScanError where one cannot be. */
export function writeNew(
  files: readonly { readonly path: string; readonly shown: string; readonly text: string }[],
): void {
  for (const { path, shown, text } of files) {
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text, { flag: "wx" });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EEXIST")
        throw new ScanError(
          `${shown} is there already`,
          "Name another file with `--output`; nothing was written over.",
        );
      const hint = "Name a file in a folder that you may write to, with `--output`.";
      throw new ScanError(`${shown} cannot be written: ${systemWords(error)}`, hint, { cause: error });
    }
  }
}
