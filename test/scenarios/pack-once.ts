import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** What the scenarios run: the packed product as a user gets it. */
    packed: PackedProduct;
  }
}

export interface PackedProduct {
  /** Paths in the tarball, without the leading `package/`. */
  readonly files: readonly string[];
  /** The tarball itself. */
  readonly tarball: string;
  /** An otherwise empty project with the tarball installed, no script of a package run. */
  readonly project: string;
}

const ROOT = dirname(dirname(import.meta.dirname));
// The registry is not needed: the product has no dependency.
const INSTALL = ["install", "--ignore-scripts", "--offline", "--no-audit", "--no-fund", "--loglevel=error"];

/** Packs the product once for all scenarios and installs it as a user does; gives what removes it again. */
export default function packOnce(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), "sealint-packed-"));
  const npm = (cwd: string, ...args: string[]): string =>
    execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  const [packed] = JSON.parse(npm(ROOT, "pack", "--json", "--pack-destination", folder)) as [
    { readonly filename: string; readonly files: readonly { readonly path: string }[] },
  ];
  const tarball = join(folder, packed.filename);
  const home = join(folder, "project");
  mkdirSync(home);
  writeFileSync(join(home, "package.json"), '{ "private": true }\n');
  npm(home, ...INSTALL, tarball);
  project.provide("packed", { files: packed.files.map(({ path }) => path).sort(), tarball, project: home });
  return () => rmSync(folder, { recursive: true, force: true });
}
