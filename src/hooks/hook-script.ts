import { type HookName, isClientSide, readsInput } from "./hook-name.ts";
import { shellWord } from "./shell-word.ts";

/** Raised whenever the script says something else, so that an older one is known and replaced. */
export const VERSION = 1;

/** The sealint that a hook runs, by absolute paths. */
export interface Installed {
  /** The Node that runs it. */
  readonly node: string;
  readonly script: string;
}

/** What every script and block of sealint begins with. */
const MARK = /^# (?:>>> )?sealint hook (\d+): /m;

/** Whether a hook's content is a script of sealint's, of whatever version. */
export const isOurScript = (content: string): boolean => MARK.test(content.slice(0, 200));

/** What an existing hook is called while sealint runs it first. */
export const keptName = (hook: HookName): string => `${hook}.before-sealint`;

/** How somebody goes on whose hook finds no sealint to run. */
export function missingWords(hook: HookName): string {
  const skip = { "pre-commit": "git commit --no-verify", "pre-push": "git push --no-verify", "pre-receive": "" }[hook];
  return [
    `sealint: the ${hook} hook finds no sealint to run, so nothing was searched.`,
    "Install it (npm install) and run: sealint hook install",
    ...(skip === "" ? [] : [`Or skip the hook once: ${skip}`]),
    "Or take the hook away: delete it, or sealint hook uninstall",
  ].join("\n  ");
}

/** Where sealint is looked for when the one that installed the hook is gone. A server runs nothing out of a repository. */
function otherPlaces(hook: HookName): readonly { readonly test: string; readonly command: string }[] {
  const own = { test: "[ -x node_modules/.bin/sealint ]", command: "node_modules/.bin/sealint" };
  const anywhere = { test: "command -v sealint >/dev/null 2>&1", command: "sealint" };
  return isClientSide(hook) ? [own, anywhere] : [anywhere];
}

/**
 * The script that git runs, as bytes (one Latin-1 character each). Without `installed` it looks for sealint where the
 * repository is, for hooks that several machines share. In the usual case it starts nothing but node.
 */
export function hookScript(hook: HookName, installed: Installed | undefined): string {
  const first = installed === undefined ? [] : [ownPlace(installed)];
  const run = [
    "run() {",
    ...[...first, ...otherPlaces(hook)].flatMap(({ test, command }) => [
      `  if ${test}; then exec ${command} hook run ${hook} "$@"; fi`,
    ]),
    `  echo ${shellWord(missingWords(hook))} >&2`,
    "  exit 1",
    "}",
  ];
  return bytesOfScript(
    [
      "#!/bin/sh",
      `# sealint hook ${VERSION}: ${hook}. Written by \`sealint hook install\`; \`sealint hook uninstall ${hook}\` takes it away.`,
      "case $0 in */*) here=${0%/*} ;; *) here=. ;; esac",
      `before=$here/${keptName(hook)}`,
      ...run,
      ...(readsInput(hook) ? AFTER_THE_OTHER_WITH_INPUT : AFTER_THE_OTHER),
      'run "$@"',
      "",
    ].join("\n"),
  );
}

const bytesOfScript = (text: string): string => Buffer.from(text, "utf8").toString("latin1");

const AFTER_THE_OTHER = ['if [ -x "$before" ]; then "$before" "$@" || exit; fi'];

/** Both hooks are to read all that git says, down to whether its last line ends. */
const AFTER_THE_OTHER_WITH_INPUT = [
  'if [ -x "$before" ]; then',
  "  input=$(cat && echo .)",
  '  printf %s "${input%.}" | "$before" "$@" || exit',
  '  printf %s "${input%.}" | run "$@"',
  "  exit",
  "fi",
];

function ownPlace({ node, script }: Installed): { readonly test: string; readonly command: string } {
  const [nodeWord, scriptWord] = [node, script].map((path) => shellWord(slashed(path)));
  return { test: `[ -x ${nodeWord} ] && [ -f ${scriptWord} ]`, command: `${nodeWord} ${scriptWord}` };
}

/** git's own shell on Windows takes `C:/…`. */
const slashed = (path: string): string => (/^[A-Za-z]:\\/.test(path) ? path.replaceAll("\\", "/") : path);
