import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { FORGES } from "../src/cli/init/forges.ts";
import { fromRegistry } from "../src/cli/init/gate.ts";

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "..", "package.json"), "utf8")) as {
  readonly version: string;
};

/** What GitLab's users include: the job alone, since `workflow:` is for the project's own file to say. */
const INCLUDED = new Set(["gitlab"]);

/** The CI files that `sealint init` writes, for those who copy or include them: `ci/gitlab.yml`. */
export const CI_FILES = Object.values(FORGES).map(({ name, title, files, file, addition }) => {
  const extension = /\.\w+$/.exec(basename(files[0]))?.[0] ?? "";
  const path = extension === "" ? `ci/${basename(files[0])}` : `ci/${name}${extension}`;
  const comment = extension === "" ? "//" : "#";
  const gate = fromRegistry(version);
  const content = (): string =>
    [
      `${comment} Written by scripts/write-docs.ts from src/cli/init/forges/${name}.ts.`,
      `${comment} ${INCLUDED.has(name) ? "Include it in" : "Copy it to"} ${files[0]}, or let \`sealint init --forge ${name}\` do that.`,
      INCLUDED.has(name) ? addition(gate) : file(gate),
    ].join("\n");
  return { name: `${title} file`, path, content };
});
