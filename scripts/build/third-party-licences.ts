import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { BuildError } from "./build-error.ts";

interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

const INTRODUCTION =
  "sealint contains the following packages. Each stands under its own licence, printed below its name.\n";

/** The notices that ship with the bundle, from the licence files of the packages in it; a package without one fails. */
export function thirdPartyLicences(root: string, folders: readonly string[]): string {
  const missing: string[] = [];
  const notices = folders.map((folder) => {
    const { name, version, license } = JSON.parse(
      readFileSync(join(root, folder, "package.json"), "utf8"),
    ) as PackageJson;
    const files = readdirSync(join(root, folder))
      .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
      .sort();
    if (files.length === 0)
      missing.push(`${folder} has no licence file, and so cannot be bundled; use another package`);
    const texts = files.map((file) =>
      readFileSync(join(root, folder, file), "utf8")
        .replaceAll("\r\n", "\n")
        .trim(),
    );
    return [`${name} ${version} (${license ?? "see below"})`, ...texts].join("\n\n");
  });
  if (missing.length > 0) throw new BuildError(missing);
  return [INTRODUCTION, ...notices].join(`\n${"-".repeat(80)}\n\n`).concat("\n");
}
