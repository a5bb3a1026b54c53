import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fillExample } from "../../../src/catalogue/template.ts";
import { type Look, looksIn } from "../../../src/cli/history/known-looks.ts";
import { unitOf } from "../../../src/core/source.ts";
import { createInspect } from "../../../src/engine/inspect-unit.ts";
import type { Shown } from "../../../src/history/show.ts";
import { temporaryFolder } from "../../sources/temporary.ts";
import { engineOptions } from "../../support/scan-text.ts";

const token = fillExample("ghp_‹alnum 30›‹github-crc32›", "looked at").text;
const PATH = "a.ts";
const DAY = "2026-11-30";

function lookAt(text: string): { shown: Shown; look: Look } {
  const { pipeline: _, ...look } = createInspect(engineOptions())({ ...unitOf(PATH, Buffer.from(text)), id: "a.ts@1" });
  const origins = look.findings.map(({ identity }) => [identity, { kind: "object", id: "1" }] as const);
  return { shown: { kind: "file", object: "1", path: PATH, origins }, look };
}

/** What is known of a look in the next run. */
function keptOf({ shown, look }: ReturnType<typeof lookAt>, day = DAY): Look | undefined {
  const file = join(temporaryFolder(), "looks");
  const looks = looksIn(file, DAY);
  expect(looks.get(shown)).toBeUndefined();
  looks.add(shown, [look]);
  looks.keep();
  return looksIn(file, day).get(shown)?.[0];
}

describe("looks that are kept", () => {
  it("are what they were", () => {
    const looked = lookAt(`const key = "${token}";\n`);
    expect(looked.look.findings).toHaveLength(1);
    expect(keptOf(looked)).toEqual(looked.look);
    expect(keptOf(looked, "2026-12-01")).toBeUndefined();
  });

  it("are none of a content with a comment about findings, nor of a name that is not shown", () => {
    expect(keptOf(lookAt(`const key = "${token}"; // sealint-ignore: an example\n`))).toBeUndefined();
    const { shown, look } = lookAt(`const key = "${token}";\n`);
    const findings = look.findings.map((finding) => ({ ...finding, name: "elsewhere" }));
    expect(keptOf({ shown, look: { ...look, findings } })).toBeUndefined();
  });

  it("go where nobody asks for them any more", () => {
    const file = join(temporaryFolder(), "looks");
    const { shown, look } = lookAt(`const key = "${token}";\n`);
    const other = { ...shown, object: "2" };
    const first = looksIn(file, DAY);
    first.add(shown, [look]);
    first.add(other, [look]);
    first.keep();
    const second = looksIn(file, DAY);
    expect(second.get(other)).toEqual([look]);
    second.keep();
    expect(looksIn(file, DAY).get(other)).toEqual([look]);
    expect(looksIn(file, DAY).get(shown)).toBeUndefined();
  });
});
