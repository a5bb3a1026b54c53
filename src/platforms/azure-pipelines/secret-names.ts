import { holdsPath, isSecretName } from "../flow/secret-names.ts";

export const ACCESS_TOKEN = "System.AccessToken";

/** Variables that Azure sets by itself. */
const PREDEFINED =
  /^(?:agent|build|system|pipeline|environment|release|strategy|checks|common|resources|tf_build)(?:\.|$)/i;

/** Whether Azure sets a variable by itself. None of these is a secret but the job's token. */
export const isPredefined = (name: string): boolean => PREDEFINED.test(name);

/** Whether a variable that the file does not define is a secret by its name: `DeployToken`, `db-password`, not `tokenName`. */
export function mayBeSecret(name: string): boolean {
  // What a path leads to is not in the variable: `$(key.secureFilePath)`.
  if (isPredefined(name) || holdsPath(name)) return false;
  const plain = name.replaceAll(/[.-]/g, "_");
  // Azure's names are not written in capitals only, so that case tells nothing.
  return isSecretName(/[A-Z]/.test(plain) ? plain : plain.toUpperCase());
}

/** Whether a value that lies in a vault is no key to anything by its name: who or where something is. */
export const onlyNames = (name: string): boolean =>
  /(?:^|[-_])(?:id|name|user|username|login|email|url|uri|host|endpoint|region|tenant|subscription)s?$/i.test(name) &&
  !mayBeSecret(name);

/** Commands that are called by such names: `$(get-token)` in a shell is no variable. */
const COMMAND =
  /^(?:get|fetch|read|print|make|create|gen|generate|mint|load|show|decrypt|date|pwd|cat|echo|which|uname|whoami|hostname|nproc)(?:[-_]|$)/;

/** Whether `$(name)` in a shell's script may be a variable, where nothing in the file says so: a command is written in small letters. */
export const looksLikeVariable = (name: string): boolean =>
  isPredefined(name) || (!COMMAND.test(name) && (/[A-Z.]/.test(name) || mayBeSecret(name)));
