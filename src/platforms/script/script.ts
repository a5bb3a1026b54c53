/** A half-open range of UTF-16 offsets in a script's text. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

export type ScriptLanguage = "bash" | "pwsh" | "cmd" | "python" | "node";

/** A script as a pipeline holds it. `holes` are what the platform fills in before any shell sees the text: `${{ … }}`. */
export interface Script {
  readonly text: string;
  readonly language: ScriptLanguage;
  readonly holes: readonly TextRange[];
}

/** What a platform's runner makes of a script's output. */
export interface RunnerDialect {
  /** Variables that name files of the runner, such as `GITHUB_OUTPUT`, and what ends there. */
  readonly files: ReadonlyMap<string, "output" | "log">;
  /** Starts of printed lines that the runner takes as commands of its own and does not show. */
  readonly commands: readonly { readonly prefix: string; readonly effect: "mask" | "output" }[];
  /** Whether the runner hands PowerShell the job's variables as its own, too: `$NAME` beside `$env:NAME`. */
  readonly plainVariables?: boolean;
}

/** A value from outside that a script hands on: an environment variable, or a hole. */
export interface ScriptUse extends TextRange {
  readonly origin: "variable" | "hole" | "environment";
  /**
   * The variable's name; for a hole its index among the script's holes; for the whole environment the word that its lines
   * are narrowed to (`env | grep NPM`), empty where they are not.
   */
  readonly name: string;
  /** Where the value was read, where that is not the place that it is handed on: assignments on the way. */
  readonly path: readonly TextRange[];
  /** Whether it was changed on the way (encoded, cut), so that exact masking no longer knows it. */
  readonly altered: boolean;
}

/** A value that leaves the script. */
export interface ScriptSink {
  readonly kind: "log" | "argv" | "host" | "output" | "file";
  /** The command for `log` and `argv`, the host, or the file as written. */
  readonly name: string;
  readonly use: ScriptUse;
}

/** What keeps a script going when a part of it fails: a guard, or the command that takes the output and loses the status. */
export interface Unheeding {
  readonly by: "guard" | "lost";
  readonly cause: TextRange;
}

/** A command of a script: the program without its folder and wrappers, and its arguments as written, without quotes. */
export interface ScriptCommand extends TextRange {
  readonly name: string;
  readonly words: readonly string[];
  /** Where each of the words stands. */
  readonly ranges: readonly TextRange[];
  /** What keeps the script going when the command fails; absent where it stops, or looks at what came of it. */
  readonly unheeded?: Unheeding;
}

/** A stretch of a script in which the shell prints each command before it runs it. */
export interface ScriptTrace extends TextRange {
  /** What switches it on. */
  readonly cause: TextRange;
  /** Whether the values of variables are printed, and not only their names. */
  readonly values: boolean;
  /** Whether it is another script that is traced, of which only the environment is known. */
  readonly elsewhere: boolean;
}

/** A text that stands in for an environment variable where that is missing. The range is that of the text. */
export interface ScriptFallback extends TextRange {
  readonly name: string;
  readonly value: string;
}

/** What a script does with values from outside: each place that reads one, and each that hands one on. */
export interface WalkedScript {
  /** In the order of the walk. */
  readonly reads: readonly ScriptUse[];
  readonly sinks: readonly ScriptSink[];
}

/** The same, with what becomes of the whole environment told apart from single values, and with what its lines say. */
export interface FollowedScript extends WalkedScript {
  /** Where the whole environment is printed to the log. */
  readonly dumps: readonly ScriptSink[];
  readonly commands: readonly ScriptCommand[];
  readonly traces: readonly ScriptTrace[];
  readonly fallbacks: readonly ScriptFallback[];
}

/** The language of a `shell:` setting, such as `bash -e {0}`. */
export function languageOf(shell: string): ScriptLanguage | undefined {
  const known = PROGRAMS.get(shell);
  if (known !== undefined) return known;
  const program = (shell.trim().split(/\s+/, 1)[0] ?? "").replace(/^.*[\\/]/, "").replace(/\.exe$/i, "");
  return PROGRAMS.get(program.toLowerCase());
}

const PROGRAMS: ReadonlyMap<string, ScriptLanguage> = new Map([
  ["bash", "bash"],
  ["sh", "bash"],
  ["dash", "bash"],
  ["zsh", "bash"],
  ["ksh", "bash"],
  ["pwsh", "pwsh"],
  ["powershell", "pwsh"],
  ["cmd", "cmd"],
  ["python", "python"],
  ["python3", "python"],
  ["node", "node"],
]);
