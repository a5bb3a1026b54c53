import { ScanError } from "../core/errors.ts";
import type { HookName } from "./hook-name.ts";

/** What `.pre-commit-config.yaml` needs, for a sealint that is on PATH. */
const LINES = [
  "  - repo: local",
  "    hooks:",
  "      - id: sealint",
  "        name: sealint",
  "        entry: sealint hook run pre-commit",
  "        language: system",
  "        require_serial: true",
];

/** The refusal to touch a hook that the pre-commit framework wrote. */
export function frameworkRefusal(hook: HookName, shown: string): ScanError {
  const around = `sealint hook install ${hook} --force`;
  if (hook !== "pre-commit")
    return new ScanError(
      `${shown} belongs to the pre-commit framework, which does not hand on what git says to this hook`,
      `Go around it with \`${around}\`: its hook is kept and runs first; nothing was changed.`,
    );
  return new ScanError(
    `${shown} belongs to the pre-commit framework`,
    `Add these lines to .pre-commit-config.yaml, or go around it with \`${around}\`; nothing was changed.`,
    { lines: ["repos:", ...LINES] },
  );
}
