import { describe, expect, it } from "vitest";
import { readImage } from "../../../src/platforms/image/read-image.ts";

const digest = `sha256:${"0123456789abcdef".repeat(4)}`;

describe("readImage", () => {
  it.each<[string, string, string, boolean]>([
    ["postgres", "postgres", "", false],
    ["postgres:17", "postgres", "17", false],
    ["localhost:5000/a/b", "localhost:5000/a/b", "", false],
    ["localhost:5000/a/b:1", "localhost:5000/a/b", "1", false],
    [`a/b:1@${digest}`, "a/b:1", digest, true],
    ["a/b@sha256:short", "a/b", "sha256:short", false],
  ])("%s", (image, name, version, pinned) => {
    expect(readImage(image)).toMatchObject({ name, version, pinned });
  });
});
