/** CI systems that `sealint init` writes a file for, in the order of help. */
export const FORGE_NAMES = ["github", "gitlab", "azure", "bitbucket", "circleci", "jenkins", "buildkite"] as const;
export type ForgeName = (typeof FORGE_NAMES)[number];

/** What `--forge` takes: `auto` is the one that is seen, `none` writes no CI file. */
export const FORGE_CHOICES = ["auto", ...FORGE_NAMES, "none"] as const;
export type ForgeChoice = (typeof FORGE_CHOICES)[number];
