import { describe, expect, it } from "vitest";
import { completeLock, machineOf } from "../../scripts/lock-file/complete-lock.ts";

describe("machineOf", () => {
  it.each([
    ["@biomejs/cli-darwin-arm64", { os: ["darwin"], cpu: ["arm64"] }],
    ["@oxlint/binding-linux-x64-gnu", { os: ["linux"], cpu: ["x64"], libc: ["glibc"] }],
    ["@oxlint/binding-linux-arm-musleabihf", { os: ["linux"], cpu: ["arm"], libc: ["musl"] }],
    ["@oxlint/binding-android-arm-eabi", { os: ["android"], cpu: ["arm"] }],
    ["@oxlint-tsgolint/win32-x64", { os: ["win32"], cpu: ["x64"] }],
    ["fsevents", undefined],
    ["linux-tools", undefined],
  ])("%s is for %j", (name, machine) => {
    expect(machineOf(name)).toEqual(machine);
  });
});

describe("completeLock", () => {
  const tool = {
    version: "2.0.0",
    dev: true,
    optionalDependencies: { "tool-linux-x64": "2.0.0", "tool-win32-x64": "2.0.0" },
  };
  const linux = { version: "2.0.0", dev: true, optional: true, os: ["linux"], cpu: ["x64"] };

  it("adds what npm left out, in npm's order, and keeps the rest", () => {
    const { lock, added } = completeLock({
      packages: { "": {}, "node_modules/tool": tool, "node_modules/tool-linux-x64": linux, "node_modules/zebra": {} },
    });
    expect(added).toEqual(["tool-win32-x64"]);
    expect(Object.entries(lock.packages)).toEqual([
      ["", {}],
      ["node_modules/tool", tool],
      ["node_modules/tool-linux-x64", linux],
      ["node_modules/tool-win32-x64", { version: "2.0.0", dev: true, optional: true, os: ["win32"], cpu: ["x64"] }],
      ["node_modules/zebra", {}],
    ]);
    expect(completeLock(lock).added).toEqual([]);
  });

  it("leaves a range of versions and a package for any machine to npm", () => {
    const optionalDependencies = { "tool-linux-x64": "^2.0.0", helper: "1.0.0" };
    expect(completeLock({ packages: { "node_modules/tool": { optionalDependencies } } }).added).toEqual([]);
  });
});
