import { expect, it } from "vitest";
import { isGoNewEnough } from "../../bench/peers/gitleaks.ts";

it.each([
  ["go version go1.26.8 linux/amd64", true],
  ["go version go1.24 linux/amd64", true],
  ["go version go2.0.1 darwin/arm64", true],
  ["go version go1.19.8 linux/amd64", false],
  ["", false],
])("tells from %j whether Go is new enough: %j", (told, enough) => {
  expect(isGoNewEnough(told)).toBe(enough);
});
