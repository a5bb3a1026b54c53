import { describe, expect, it } from "vitest";
import { ScanError } from "../../../src/core/errors.ts";
import { SHA1, SHA256 } from "../../../src/git/object-id.ts";
import { readPushLines, readReceiveLines } from "../../../src/sources/pushes/updates.ts";

const A = "a".repeat(40);
const B = "b".repeat(40);
const NONE = "0".repeat(40);

describe("what git tells a hook", () => {
  it.each([
    ["", []],
    [`refs/heads/m ${A} refs/heads/m ${B}\n`, [{ ref: "refs/heads/m", now: A, old: B }]],
    [`refs/heads/m ${A} refs/heads/m ${NONE}`, [{ ref: "refs/heads/m", now: A, old: undefined }]],
    [`(delete) ${NONE} refs/heads/m ${B}\n`, [{ ref: "refs/heads/m", now: undefined, old: B }]],
    [`HEAD^{/fix a bug} ${A} refs/heads/\xe9 ${NONE}\n`, [{ ref: "refs/heads/\xe9", now: A, old: undefined }]],
    [
      `refs/heads/m ${A} refs/heads/m ${B}\nrefs/tags/v ${B} refs/tags/v ${NONE}\n`,
      [
        { ref: "refs/heads/m", now: A, old: B },
        { ref: "refs/tags/v", now: B, old: undefined },
      ],
    ],
  ])("before a push: %j", (text, updates) => {
    expect(readPushLines(text, SHA1)).toEqual(updates);
  });

  it("before it takes one, and with longer ids", () => {
    const [long, other] = ["c".repeat(64), "0".repeat(64)];
    expect(readReceiveLines(`${A} ${B} refs/heads/m\n`, SHA1)).toEqual([{ ref: "refs/heads/m", now: B, old: A }]);
    expect(readReceiveLines(`${other} ${long} refs/heads/m\n`, SHA256)).toEqual([
      { ref: "refs/heads/m", now: long, old: undefined },
    ]);
  });

  it.each([
    "\n",
    "hello\n",
    `${A} ${B}\n`,
    `${A} ${B} heads/m\n`,
    `${A} ${B} refs/heads/m extra\n`,
    `${A.slice(1)} ${B} refs/heads/m\n`,
    `${"c".repeat(64)} ${B} refs/heads/m\n`,
    `${A.toUpperCase()} ${B} refs/heads/m\n`,
    `${A} ${B} refs/heads/m\n\n`,
  ])("%j is refused", (text) => {
    expect(() => readReceiveLines(text, SHA1)).toThrow(ScanError);
  });

  it("a line that is refused is told without what may be a secret in it", () => {
    const secret = "s3cr3t-".repeat(3);
    let message = "";
    try {
      readPushLines(`refs/heads/m ${secret} refs/heads/m ${A}\n`, SHA1);
    } catch (error) {
      message = error instanceof ScanError ? error.message : "";
    }
    expect(message).toContain(`\`refs/heads/m <21 characters> refs/heads/m ${A}\``);
    expect(message).not.toContain(secret);
  });
});
