import { isProgram } from "../core/code-path.ts";
import type { FileKind } from "../core/judgement.ts";

/** From the most telling to the least: the first that fits is the kind. */
const KINDS: readonly { readonly kind: FileKind; readonly pattern: RegExp }[] = [
  {
    kind: "lock",
    pattern:
      /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|composer\.lock|Cargo\.lock|Gemfile\.lock|poetry\.lock|Pipfile\.lock|uv\.lock|pdm\.lock|go\.sum|go\.work\.sum|mix\.lock|pubspec\.lock|Podfile\.lock|flake\.lock|deno\.lock|\.terraform\.lock\.hcl|packages\.lock\.json|gradle\.lockfile)$/,
  },
  {
    kind: "minified",
    pattern: /\.min\.(?:js|css|mjs)$|\.(?:bundle|chunk)\.js$|\.map$|(?:^|\/)\.yarn\/(?:releases|plugins)\//,
  },
  {
    kind: "generated",
    pattern:
      /(?:^|\/)(?:node_modules|vendor|third_party|bower_components|dist|\.yarn|\.venv|site-packages)\/|\.(?:pb|gen|generated|g)\.\w+$|_generated\.\w+$|_pb2?\.\w+$/,
  },
  {
    kind: "localisation",
    pattern:
      /(?:^|\/)(?:locales?|i18n|l10n|lang|langs|languages|translations?)\/|\.(?:po|pot|xlf|xliff|arb|resx|strings)$|(?:^|\/)messages[_.\-][a-z]{2}|\.lproj\/|_(?:ar|bg|ca|cs|da|de|el|en|es|et|fa|fi|fr|gl|he|hi|hr|hu|id|it|iw|ja|ko|lt|lv|mr|nb|nl|nn|no|pl|pt|ro|ru|sk|sl|sq|sr|sv|ta|th|tr|uk|vi|zh)(?:_[A-Z]{2})?\.properties$|\.resjson$/v,
  },
  {
    kind: "pipeline",
    pattern:
      /(?:^|\/)\.github\/workflows\/[^\/]+\.ya?ml$|(?:^|\/)(?:\.gitlab-ci|azure-pipelines|bitbucket-pipelines|\.drone|\.travis|\.woodpecker|cloudbuild|buildspec|appveyor)\.ya?ml$|(?:^|\/)\.circleci\/config\.ya?ml$|(?:^|\/)Jenkinsfile/,
  },
  {
    kind: "test",
    pattern:
      /(?:^|\/)(?:tests?|__tests__|specs?|testing|testdata|test[_\-]data|fixtures?|__fixtures__|mocks?|__mocks__|mirage|fuzz(?:er|ers|ing)?|e2e|cypress|testutils?|test-resources|src\/test|androidTest|src\/\w{1,30}Test|test_?Fixtures|integration[_\-]?tests?|[\w\-]{1,40}[_\-]test(?:s|ing|data|utils?))\/|(?:[._\-](?:test|spec|mock|e2e|fixture)s?|_test|Test|Tests|Spec|IT)\.\w+$|(?:^|\/)(?:test_[^\/]+|tests?(?:-[\w\-]+)?|conftest)\.\w{1,4}$/v,
  },
  {
    kind: "example",
    pattern:
      /(?:^|\/)(?:examples?|samples?|sample[_\-](?:data|code|apps?|configs?|files)|demos?|tutorials?|sandbox|playground|quickstart|cookbook|templates?)\/|[._\-](?:example|sample|template|dist|tmpl|tpl|default)(?:\.\w+)?$/v,
  },
  {
    kind: "docs",
    pattern:
      /(?:^|\/)(?:docs?|documentation|website|man|wiki)\/|\.(?:mdx?|rst|adoc|asciidoc|tex|html?|pod|rdoc)$|(?:^|\/)(?:README|CHANGELOG|CHANGES|NEWS|HISTORY|CONTRIBUTING|INSTALL|PKG-INFO)[^\/]*$|(?:^|\/)(?:doc\.go|package-info\.java)$/i,
  },
  {
    kind: "config",
    pattern:
      /\.(?:ya?ml|json5?|jsonc|toml|ini|cfg|conf|config|properties|env|tfvars|tf|hcl|xml|plist|cnf|rc|npmrc|pypirc|netrc|service|inc|settings|credentials)$|(?:^|\/)\.env(?:\.[^\/]*)?$|(?:^|\/)\.[^\/]*rc$|(?:^|\/)(?:Dockerfile|Vagrantfile|Procfile|config|credentials)[^\/]*$/,
  },
];

/** The path that was asked about last: all values of a file are asked about in a row. */
let last: { readonly path: string; readonly kind: FileKind } | undefined;

/** What kind of file a path names, as far as a path tells. */
export function fileKindOf(path: string): FileKind {
  if (last?.path !== path) {
    const kind = KINDS.find(({ pattern }) => pattern.test(path))?.kind ?? (isProgram(path) ? "code" : "data");
    last = { path, kind };
  }
  return last.kind;
}
