import type { Binding, Step } from "./model.ts";
import { readUses } from "./uses.ts";

/** Actions that run one of their inputs as code, with the inputs in lower case. */
const CODE_INPUTS: ReadonlyMap<string, readonly string[]> = new Map([
  ["actions/github-script", ["script"]],
  ["appleboy/ssh-action", ["script"]],
  ["azure/cli", ["inlinescript"]],
  ["azure/powershell", ["inlinescript"]],
  ["addnab/docker-run-action", ["run"]],
  ["amadevus/pwsh-script", ["script"]],
  ["cloudflare/wrangler-action", ["precommands", "postcommands", "command"]],
  ["cross-platform-actions/action", ["run"]],
  ["devcontainers/ci", ["runcmd"]],
  ["jannekem/run-python-script-action", ["script"]],
  ["nick-fields/retry", ["command", "on_retry_command"]],
  ["nick-invision/retry", ["command", "on_retry_command"]],
  ["reactivecircus/android-emulator-runner", ["script", "pre-emulator-launch-script"]],
  ["uraimo/run-on-arch-action", ["run", "install", "setup"]],
]);

/** The inputs of a step that its action runs as code. */
export function codeInputs({ uses, with: inputs }: Step): Binding[] {
  const names = uses === undefined ? undefined : CODE_INPUTS.get(readUses(uses.value).name.toLowerCase());
  return names === undefined ? [] : inputs.entries.filter(({ name }) => names.includes(name.value.toLowerCase()));
}
