import { definePolicy } from "../define-policy.ts";

/** A package that is published with all that lies in its folder, secrets among it. */
export const sourcemapOrPackageLeak = definePolicy({
  meta: {
    id: "artefact/sourcemap-or-package-leak",
    title: "Package published with secrets in it",
    why: "Where `package.json` has no `files` and no `.npmignore` lies beside it, npm packs the whole folder: settings, test data, source maps, keys. What is published is copied by mirrors within seconds and cannot be taken back, and anybody may download it. The rule speaks where a pipeline publishes such a package and the scan has found a secret in a file that would go along, and only where the whole repository is searched.",
    fix: 'List what belongs into the package: `"files": ["dist"]` in `package.json`. `npm pack --dry-run` shows what goes along. Take the secret out of the repository, and revoke it: it may have been published already.',
    severity: "medium",
    confidence: "medium",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.npmjs.com/cli/v11/configuring-npm/package-json#files",
      "https://docs.npmjs.com/cli/v11/using-npm/developers#keeping-files-out-of-your-package",
    ],
    practices: ["P13"],
    cwe: [538, 540],
  },
  platforms: ["azure-pipelines", "circleci", "github-actions", "gitlab-ci"],
  check: () => [],
  *checkRepository({ pipelines, packages }) {
    const [place] = pipelines.flatMap(({ publishes }) => publishes);
    if (place === undefined) return;
    for (const { folder, secrets } of packages) {
      const [first] = secrets;
      if (first === undefined) continue;
      const files = new Set(secrets.map(({ path }) => path)).size;
      const others = files === 1 ? "" : ` and ${files - 1} more`;
      yield {
        place,
        subject: folder === "" ? "package.json" : `${folder}/package.json`,
        message: `${folder === "" ? "The package" : `The package in ${folder}`} lists no files, so all of its folder is published: ${first.path}${others} with a secret in it, too.`,
        restsOn: secrets.map((location) => ({ location, message: "This secret goes along." })),
      };
    }
  },
});
