/** `Jenkinsfile`, `Jenkinsfile.release`, `release.Jenkinsfile`, `Jenkinsfile-nightly`. */
const OWN_NAME = /(?:^|\/)(?:[^/]*[._-])?jenkinsfile(?:[._-][^/]*)?$/i;

/** Texts about such files, and what is made of them. */
const OTHER_KIND =
  /\.(?:md|markdown|rst|adoc|txt|html?|ya?ml|json|xml|java|py|rb|ts|js|sh|bats|png|svg|erb|j2|tmpl|tpl|template|orig|bak)$/i;

const GROOVY = /\.(?:groovy|jenkins)$/i;

/** Steps of a shared library, one a file. */
const STEP = /(?:^|\/)vars\/[^/]+\.groovy$/i;

/** A pipeline as a whole, or a machine that one is run on. */
const WHOLE = /^[ \t]*(?:pipeline|node|podTemplate|timestamps|ansiColor)[ \t]*(?:\([^)\n]*\)[ \t]*)?\s?\{/m;
const STAGE = /\bstage[ \t]*\(?[ \t]*['"]|\bstages[ \t]*\{/;
const OWN_STEP =
  /\b(?:sh|bat|pwsh|powershell|withCredentials|checkout|archiveArtifacts|podTemplate)\b[ \t]*[('"\[]|\bsteps[ \t]*\{/;

/** What files of Gradle and of Jenkins' own configuration have instead. */
const OTHERS =
  /^[ \t]*(?:plugins|dependencies|repositories|buildscript)[ \t]*\{|^[ \t]*(?:pipelineJob|multibranchPipelineJob|freeStyleJob|job)[ \t]*\(/m;

/** Whether a file is a pipeline of Jenkins: by its name, and by its steps where the name does not tell. */
export function recognise(path: string, head: string): boolean {
  if (OWN_NAME.test(path)) return !OTHER_KIND.test(path);
  if (!GROOVY.test(path)) return false;
  if (STEP.test(path)) return OWN_STEP.test(head) || WHOLE.test(head);
  return !OTHERS.test(head) && (WHOLE.test(head) || STAGE.test(head)) && (STAGE.test(head) || OWN_STEP.test(head));
}
