import { describe, expect, it } from "vitest";
import { commentFor } from "../../src/suppressions/comment-for.ts";
import { commentPosition } from "../../src/suppressions/comment-syntax.ts";

describe("a comment in a file", () => {
  it.each([
    ["src/a.ts", "//"],
    ["a.PY", "#"],
    [".env", "#"],
    ["Dockerfile", "#"],
    ["deploy.yaml", "#"],
    ["q.sql", "--"],
    ["a.css", "/*"],
    ["README.md", "<!--"],
    ["pom.xml", "<!--"],
    ["paper.tex", "%"],
    ["package.json", undefined],
    ["key.pem", undefined],
  ])("%s begins with %s", (path, open) => {
    expect(commentFor(path)?.open).toBe(open);
  });

  it.each(["a.ts", "b.py", "c.sql", "d.css", "e.md", "f.lisp", "g.tex"])("%s is read as one", (path) => {
    expect(commentPosition(`${commentFor(path)?.open} `, path)).toBe("opened");
  });
});
