import { type Dialect, variablesBy } from "../environment/dialect.ts";
import { isSecretName } from "../flow/secret-names.ts";

/** `$(NAME)` in settings, `%NAME%` as the machine's shell has it, and both of PowerShell's. */
const VARIABLE =
  /\$\((?<setting>[A-Za-z_]\w*)\)|\$env:(?<powershell>[A-Za-z_]\w*)|%(?<percent>[A-Za-z_]\w*)%|\$\{?(?<shell>[A-Za-z_]\w*)\}?/gi;

/** The environment of AppVeyor's jobs. */
export const APPVEYOR: Dialect = {
  platform: "appveyor",
  variablesIn: (text) => variablesBy(VARIABLE, text),
  // Its jobs talk to its own agent without a token.
  isBuiltIn: () => false,
  // The public half of a key, and the password of a machine that is thrown away.
  isOwn: (name) => /^APPVEYOR_(?:SSH_KEY|RDP_PASSWORD|VNC_PASSWORD)$/i.test(name),
  // On Windows a variable of the environment may be written in any case.
  isStored: (name) => name.includes("_") && !/^APPVEYOR_/i.test(name) && isSecretName(name.toUpperCase()),
  caseless: true,
  runner: { files: new Map(), commands: [] },
  folder: /^(?:%APPVEYOR_BUILD_FOLDER%|\$env:APPVEYOR_BUILD_FOLDER|\$\{?APPVEYOR_BUILD_FOLDER\}?)[\\/]/i,
};
