import type { Command } from "../../core/pipeline.ts";

/** Programs that take their orders from files of the folder that they run in, and the words with which they do; any where empty. */
const BUILDERS: readonly { readonly program: RegExp; readonly words?: RegExp }[] = [
  { program: /^(?:npm|pnpm|yarn|bun)$/ },
  // What is named with its version comes from the registry, whatever the folder holds.
  { program: /^npx$/, words: /^(?!(?:-\S+ )*@?[\w.\/\-]+@\d)/ },
  {
    program:
      /^(?:make|cmake|ninja|gradle|gradlew|mvn|mvnw|ant|msbuild|rake|sbt|lein|bazel|rush|lerna|nx|turbo|tox|nox)$/,
  },
  {
    program: /^(?:pytest|jest|tsc|gulp|grunt|pre-commit|fastlane|xcodebuild|ansible-playbook|vagrant|pulumi|helmfile)$/,
  },
  { program: /^dotnet$/, words: /^(?:build|test|run|publish|pack|restore|msbuild|tool restore)\b/ },
  { program: /^pip3?$/, words: /(?:^| )(?:-r|--requirement|-e|--editable|\.)(?: |$)/ },
  {
    program: /^(?:python3?|py|node|deno|php|ruby)$/,
    words:
      /(?:^|[\s\/])[\w.-]+\.(?:py|m?js|cjs|ts|php|rb)(?: |$)|^-m (?:pytest|unittest|build|tox|nox)\b|^-m pip .*(?:-r|-e|\.)(?: |$)/,
  },
  { program: /^(?:poetry|hatch|pdm|uv)$/, words: /^(?:install|run|build|sync)\b/ },
  { program: /^(?:cargo|go|swift)$/, words: /^(?:build|test|run|generate|bench)\b/ },
  { program: /^(?:bundle|composer|pod)$/, words: /^(?:install|update|exec)\b/ },
  { program: /^(?:docker|podman)$/, words: /^(?:build|buildx build|compose)\b/ },
  { program: /^docker-compose$/ },
  { program: /^(?:terraform|tofu|terragrunt)$/, words: /^(?:init|plan|apply|validate)\b/ },
];

/** Words that only ask for a version, install something of another's, or forbid scripts. */
const HARMLESS = /(?:^| )(?:-v|-V|-?-version|version|--help|-g|--global|--ignore-scripts)(?: |$)/;

/** A builder, or a script out of the folder: `bash build.sh`, `./build.sh`. */
export function runsOwnCode({ name, words }: Pick<Command, "name" | "words">): boolean {
  const line = words.join(" ");
  const builder = BUILDERS.find(({ program }) => program.test(name));
  if (builder !== undefined) return !HARMLESS.test(line) && (builder.words?.test(line) ?? true);
  if (/\.(?:sh|ps1|cmd|bat|py)$/i.test(name)) return true;
  return /^(?:sh|bash|zsh|pwsh|powershell|source|\.)$/.test(name) && words.some((word) => /\.(?:sh|ps1)$/i.test(word));
}
