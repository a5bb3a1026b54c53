import { existsSync } from "node:fs";
import { join } from "node:path";
import { textOfPath } from "../../files/byte-path.ts";
import { openGit } from "../../git/open-repository.ts";
import { carryOut, describeChange } from "../../hooks/change.ts";
import { planInstall } from "../../hooks/install-hooks.ts";
import { installedSealint } from "../installed-sealint.ts";
import type { Program } from "../program.ts";
import type { Planned } from "./step.ts";

/** The hook before a commit, as `sealint hook install` puts it in. Throws a ScanError where that is for people to do. */
export function planHook(root: string, program: Program): Planned {
  if (!existsSync(join(root, ".git")))
    return { kind: "nothing", lines: ["This is no repository of git, so there is no hook to install."] };
  const repository = openGit({ start: program.cwd, environment: program.env });
  repository.close();
  const plans = planInstall({
    repository,
    environment: program.env,
    hooks: [],
    isShared: false,
    installed: installedSealint(program),
    isForced: false,
  });
  const changes = plans.flatMap((plan) => plan.changes);
  const outcome = plans.flatMap((plan) => [plan.outcome, ...plan.notes]);
  if (changes.length === 0) return { kind: "nothing", lines: outcome };
  return {
    kind: "step",
    step: {
      question: "Install the pre-commit hook, so that git runs sealint before each commit?",
      offer: "install the pre-commit hook, which searches what is staged",
      shown: changes.map((change) =>
        change.kind === "write"
          ? { title: textOfPath(change.path), text: Buffer.from(change.content, "latin1").toString("utf8") }
          : { title: `This would ${describeChange(change)}.`, text: "" },
      ),
      carryOut: () => {
        carryOut(changes);
        return [...outcome, "Take it away again with `sealint hook uninstall`."];
      },
    },
  };
}
