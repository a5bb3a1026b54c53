import { describe, expect, it } from "vitest";
import { readUses } from "../../../src/platforms/github-actions/uses.ts";

const commit = "0123456789".repeat(4);
const digest = `sha256:${"0123456789abcdef".repeat(4)}`;

describe("readUses", () => {
  it.each<[string, Partial<ReturnType<typeof readUses>>]>([
    [`owner/repo@${commit}`, { kind: "repository", name: "owner/repo", version: commit, pinned: true, trusted: false }],
    [`owner/repo/path@${commit.toUpperCase()}`, { name: "owner/repo/path", pinned: true }],
    [`owner/repo@${"ab".repeat(32)}`, { pinned: true }],
    [`owner/repo@${commit.slice(1)}`, { pinned: false }],
    ["owner/repo@v1", { version: "v1", pinned: false }],
    ["owner/repo@release/v1", { name: "owner/repo", version: "release/v1", pinned: false }],
    ["owner/repo", { version: "", pinned: false }],
    ["actions/checkout@v5", { pinned: false, trusted: true }],
    ["github/codeql-action/init@v4", { trusted: true }],
    ["actions-rs/toolchain@v1", { trusted: false }],
    ["owner/repo/.github/workflows/a.yml@main", { name: "owner/repo/.github/workflows/a.yml", version: "main" }],
    ["./.github/actions/x", { kind: "local", pinned: true, trusted: true }],
    ["../shared/x", { kind: "local", pinned: true }],
    ["$/.github/workflows/x.yml", { kind: "local", pinned: true, trusted: true }],
    ["docker://alpine:3.20", { kind: "image", name: "alpine", version: "3.20", pinned: false }],
    [`docker://ghcr.io/a/b@${digest}`, { kind: "image", name: "ghcr.io/a/b", pinned: true }],
    ["${{ matrix.action }}@v1", { kind: "expression", pinned: false }],
  ])("%s", (text, expected) => {
    expect(readUses(text)).toMatchObject(expected);
  });
});
