import { describe, expect, it } from "vitest";
import { openable, parentOf, pathFromText, textOfPath, withTrailingSlash } from "../../src/files/byte-path.ts";

describe("byte paths", () => {
  it("are the plain path where that is ASCII", () => {
    expect([pathFromText("/a/b"), textOfPath("/a/b"), openable("/a/b")]).toEqual(["/a/b", "/a/b", "/a/b"]);
  });

  it("keep every byte of other names", () => {
    expect(pathFromText("é")).toBe("\xc3\xa9");
    expect(textOfPath("\xc3\xa9")).toBe("é");
    expect(openable("\xff\xe9")).toEqual(Buffer.from([0xff, 0xe9]));
    expect(textOfPath("a\xff")).toBe("a\ufffd");
  });

  it.each([
    ["/a/b", "/a"],
    ["/a", "/"],
    ["/", "/"],
    ["C:/a", "C:/"],
    ["C:/", "C:/"],
  ])("find the folder of %s", (path, parent) => {
    expect(parentOf(path)).toBe(parent);
  });

  it("end in one slash", () => {
    expect([withTrailingSlash("/"), withTrailingSlash("/a")]).toEqual(["/", "/a/"]);
  });
});
