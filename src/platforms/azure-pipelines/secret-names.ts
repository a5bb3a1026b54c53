import { isSecretName } from "../gitlab-ci/secret-names.ts";

export const ACCESS_TOKEN = "System.AccessToken";

/** Variables that Azure sets by itself. */
const PREDEFINED =
  /^(?:agent|build|system|pipeline|environment|release|strategy|checks|common|resources|tf_build)(?:\.|$)/i;

/** Whether Azure sets a variable by itself. None of these is a secret but the job's token. */
export const isPredefined = (name: string): boolean => PREDEFINED.test(name);

/** Whether a variable that the file does not define is a secret by its name: `DeployToken`, `db-password`, not `tokenName`. */
export function mayBeSecret(name: string): boolean {
  if (isPredefined(name)) return false;
  const plain = name.replaceAll(/[.-]/g, "_");
  // Azure's names are not written in capitals only, so that case tells nothing.
  return isSecretName(/[A-Z]/.test(plain) ? plain : plain.toUpperCase());
}

/** Commands that are called by such names: `$(get-token)` in a shell is no variable. */
const COMMAND =
  /^(?:get|fetch|read|print|make|create|gen|generate|mint|load|show|decrypt|date|pwd|cat|echo|which|uname|whoami|hostname|nproc)(?:[-_]|$)/;

/** Whether `$(name)` in a shell's script may be a variable, where nothing in the file says so: a command is written in small letters. */
export const looksLikeVariable = (name: string): boolean =>
  isPredefined(name) || (!COMMAND.test(name) && (/[A-Z.]/.test(name) || mayBeSecret(name)));
