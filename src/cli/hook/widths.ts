import type { HookName } from "../../hooks/hook-name.ts";

/** Columns for what a hook says. git writes `remote: ` in front of a line that a server's hook prints. */
export const WIDTHS: Readonly<Record<HookName, number>> = { "pre-commit": 100, "pre-push": 100, "pre-receive": 71 };
