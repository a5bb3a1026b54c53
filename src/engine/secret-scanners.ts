/** Programs, actions, images, templates and orbs that look for secrets, by what a pipeline or a hook calls them. */
const SCANNERS =
  /(?<![\w-])(?:sealint|gitleaks|trufflehog|ggshield|gitguardian|detect-secrets|git-secrets|git secrets|talisman|secretlint|noseyparker|kingfisher|whispers|rusty-hog|ripsecrets|credscan|credential[- ]?scanner|microsoftsecuritydevops|security-devops-action|secret[-_ ]?(?:detection|scan(?:ning|ner)?)|auto-devops\.gitlab-ci|megalinter|super-linter|betterleaks|trivy|semgrep|kics|checkov)(?![\w])/gi;

/** A comment of YAML, of a shell or of a Dockerfile. */
const COMMENT = /(?:^|[ \t])#[^\n]*/gm;

/** The scanners that a text names, in lower case, once each. */
export function scannersIn(text: string): readonly string[] {
  return [...new Set((text.replace(COMMENT, "").match(SCANNERS) ?? []).map((name) => name.toLowerCase()))];
}

/** Words, paths and addresses of a text, without its comments. */
export const wordsIn = (text: string): readonly string[] => text.replace(COMMENT, "").match(/[\w.@:\/-]+/g) ?? [];

/** Files that say what runs before a commit, and pipelines of systems that are not read here. */
const OTHERS =
  /(?:^|\/)(?:\.pre-commit-config\.ya?ml|\.?lefthook(?:-local)?\.(?:ya?ml|json|toml)|\.husky\/[^/]+|\.lintstagedrc[^/]*|package\.json|\.(?:cirrus|semaphore)(?:\/[^/]+)?\.ya?ml|\.teamcity\/.+|\.?(?:Taskfile|Makefile|justfile)[^/]*)$/i;

/** Whether a file at this path may say what looks for secrets, though it is no pipeline that is read here. */
export function mayNameScanners(path: string): boolean {
  return OTHERS.test(path);
}
