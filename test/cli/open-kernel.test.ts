import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openKernel } from "../../src/cli/open-kernel.ts";
import { temporaryFolder } from "../sources/temporary.ts";

const DIST = join(import.meta.dirname, "../../dist");
const FILES = ["kernel.wasm", "kernel-relaxed.wasm", "anchors.bin"];

/** A folder with the kernel's files, but for those that are to be otherwise. */
function folderWith(others: Readonly<Record<string, string | undefined>>): string {
  const folder = join(temporaryFolder(), "dist");
  mkdirSync(folder);
  for (const name of FILES) {
    if (!(name in others)) copyFileSync(join(DIST, name), join(folder, name));
    else if (others[name] !== undefined) writeFileSync(join(folder, name), others[name]);
  }
  return folder;
}

describe("openKernel", () => {
  it("has nothing to say of files as they are built", () => {
    const { kernel, warning } = openKernel(folderWith({}));
    expect([kernel?.module, warning]).toEqual([expect.any(WebAssembly.Module), undefined]);
  });

  it.each([
    ["tables are missing", { "anchors.bin": undefined }, "cannot be read"],
    ["the code is missing", { "kernel.wasm": undefined, "kernel-relaxed.wasm": undefined }, "cannot be read"],
    ["tables are cut off", { "anchors.bin": "SLT2" }, "are broken"],
    ["the code is none", { "kernel.wasm": "\0asm", "kernel-relaxed.wasm": "\0asm" }, "are broken"],
  ])("warns where %s", (_, others, what) => {
    expect(openKernel(folderWith(others))).toEqual({ warning: expect.stringContaining(`fast matcher ${what};`) });
  });
});
