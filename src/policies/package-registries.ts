/** A registry of packages that knows pipelines by their identity, and how a pipeline publishes there with a stored token. */
export interface PackageRegistry {
  readonly name: string;
  /** Ids of the platforms whose pipelines it knows. */
  readonly platforms: readonly string[];
  /** Addresses and names of the registry itself, and of its place for trials. */
  readonly own: RegExp;
  /** Variables and inputs that take its token. */
  readonly takers: RegExp;
  /** Names under which its token is stored. */
  readonly stored: RegExp;
  /** Command lines that publish. */
  readonly commands: RegExp;
  /** Actions that publish, in lower case. */
  readonly actions: RegExp;
}

export const PACKAGE_REGISTRIES: readonly PackageRegistry[] = [
  {
    name: "PyPI",
    platforms: ["github-actions", "gitlab-ci"],
    own: /^(?:test)?pypi$|\bpypi\.org\b/i,
    takers:
      /^(?:TWINE_PASSWORD|UV_PUBLISH_(?:TOKEN|PASSWORD)|POETRY_PYPI_TOKEN_PYPI|POETRY_HTTP_BASIC_PYPI_PASSWORD|HATCH_INDEX_AUTH|FLIT_PASSWORD|MATURIN_(?:PYPI_TOKEN|PASSWORD)|PDM_PUBLISH_PASSWORD|pypi_token)$/i,
    stored: /PYPI/i,
    commands: /(?:^|\s)(?:twine upload|(?:uv|poetry|hatch|flit|maturin|pdm) publish|maturin upload)(?:\s|$)/,
    actions: /^(?:pypa\/gh-action-pypi-publish|jrubics\/poetry-publish|pyo3\/maturin-action)$/,
  },
  {
    name: "npm",
    platforms: ["circleci", "github-actions", "gitlab-ci"],
    own: /\bregistry\.npmjs\.(?:org|com)\b|^npm$/i,
    takers: /^(?:NODE_AUTH_TOKEN|NPM_(?:AUTH_)?TOKEN|YARN_NPM_AUTH_TOKEN|NPM_CONFIG_TOKEN)$/i,
    stored: /(?:^|_)NPM(?:JS|_|$)/i,
    commands:
      /(?:^|\s)(?:(?:npm|pnpm|yarn|bun|npx|lerna|changeset|nx|turbo)\s(?:.*\s)?[\w:-]*(?:publish|release)[\w:-]*|semantic-release|release-it)(?:\s|$)/,
    actions: /^(?:js-devtools\/npm-publish|changesets\/action|cycjimmy\/semantic-release-action)$/,
  },
  {
    name: "crates.io",
    platforms: ["github-actions"],
    own: /\bcrates[.-]io\b/i,
    takers: /^(?:CARGO_REGISTRY_TOKEN|CARGO_REGISTRIES_CRATES_IO_TOKEN|registry-token)$/i,
    stored: /(?:^|_)(?:CRATES?|CARGO)(?:_|$)/i,
    commands: /(?:^|\s)(?:cargo (?:.*\s)?(?:publish|release)|release-plz release)(?:\s|$)/,
    actions: /^(?:katyo\/publish-crates|release-plz\/action|marcoieni\/release-plz-action)$/,
  },
  {
    name: "RubyGems",
    platforms: ["github-actions"],
    own: /\brubygems\.org\b/i,
    takers: /^(?:GEM_HOST_API_KEY|RUBYGEMS_API_KEY|RUBYGEMS_AUTH_TOKEN)$/i,
    stored: /RUBYGEMS|(?:^|_)GEM_/i,
    commands: /(?:^|\s)(?:gem push|rake (?:.*\s)?release)(?:\s|$)/,
    actions: /^(?:dawidd6\/action-publish-gem|cadwallion\/publish-rubygems-action)$/,
  },
  {
    name: "NuGet",
    platforms: ["github-actions"],
    own: /\bnuget\.org\b/i,
    takers: /^NUGET_(?:API_?KEY|KEY|TOKEN|AUTH_TOKEN)$/i,
    stored: /NUGET/i,
    commands: /(?:^|\s)nuget(?:\.exe)? push(?:\s|$)/i,
    actions: /^(?:brandedoutcast\/publish-nuget|alirezanet\/publish-nuget)$/,
  },
];
