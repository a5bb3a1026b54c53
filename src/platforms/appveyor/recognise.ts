const YAML_PATH = /\.ya?ml$/i;

/** The files that AppVeyor looks for, and copies of them under a longer name. */
const APPVEYOR_PATH = /(?:^|\/)(?:[\w-]+[.-])?\.?appveyor(?:[.-][\w.-]+)?\.ya?ml$/i;

/** Keys that no other system has. */
const OWN_KEYS =
  /^(?:build_script|before_build|after_build|test_script|after_test|deploy_script|clone_folder|clone_depth|shallow_clone|skip_branch_with_pr|build_cloud|skip_non_tags|on_finish)[ \t]*:/gm;

/** Scripts in the shells that only AppVeyor names so. */
const OWN_SCRIPT = /^[ \t]*-[ \t]+(?:ps|cmd|pwsh)[ \t]*:/m;

const IMAGE = /^(?:image|os)[ \t]*:[ \t]*["']?(?:Visual Studio|Ubuntu\d{4}|Windows Server|macos)/m;

const BUILDS = /^(?:install|build|test|deploy|artifacts|environment|build_script|test_script)[ \t]*:/m;

/** Whether a file is a configuration of AppVeyor: by its path, and by its keys where the path does not tell. */
export function recognise(path: string, head: string): boolean {
  if (!YAML_PATH.test(path)) return false;
  if (APPVEYOR_PATH.test(path)) return true;
  const own = head.match(OWN_KEYS)?.length ?? 0;
  if (own === 0) return false;
  return own > 1 || OWN_SCRIPT.test(head) || (IMAGE.test(head) && BUILDS.test(head));
}
