// Written by scripts/write-registries.ts from the folders beside it; do not edit.
import type { Policy } from "../core/stages.ts";
import { secretEcho } from "./logs/secret-echo.ts";
import { plaintextEnv } from "./plaintext/plaintext-env.ts";
import { broadTokenPermissions } from "./scope/broad-token-permissions.ts";
import { unpinnedActionWithSecret } from "./unpinned/unpinned-action-with-secret.ts";

/** All policies, in the order of their ids. */
export const policies: readonly Policy[] = [
  // A file in a family's folder each.
  secretEcho,
  plaintextEnv,
  broadTokenPermissions,
  unpinnedActionWithSecret,
];
