import { type HookName, readsInput } from "./hook-name.ts";
import { missingWords, VERSION } from "./hook-script.ts";
import { shellWord } from "./shell-word.ts";

/** Keeps what git says, for us and for what follows in the same script. */
const KEEP_INPUT = ["sealint_input=$(cat && echo .)", 'sealint_run() { printf %s "${sealint_input%.}" | "$@"; }'];

/** Gives the input back: a document always ends its last line, so an empty one needs another way. */
const GIVE_BACK = [
  'if [ "$sealint_input" = . ]; then exec </dev/null; else exec <<SEALINT_INPUT',
  '$(printf %s "${sealint_input%.}")',
  "SEALINT_INPUT",
  "fi",
];

/**
 * Lines for a script that several machines share and that does other things afterwards: it finds sealint in the
 * repository's packages or on PATH.
 */
export function sharedBlock(hook: HookName): string {
  const call = readsInput(hook) ? "sealint_run " : "";
  return [
    `# >>> sealint hook ${VERSION}: ${hook}. \`sealint hook uninstall ${hook}\` takes these lines away.`,
    ...(readsInput(hook) ? KEEP_INPUT : []),
    "if [ -x node_modules/.bin/sealint ]; then",
    `  ${call}node_modules/.bin/sealint hook run ${hook} "$@" || exit`,
    "elif command -v sealint >/dev/null 2>&1; then",
    `  ${call}sealint hook run ${hook} "$@" || exit`,
    "else",
    `  echo ${shellWord(missingWords(hook))} >&2`,
    "  exit 1",
    "fi",
    ...(readsInput(hook) ? GIVE_BACK : []),
    "# <<< sealint hook <<<",
    "",
  ].join("\n");
}
