/** Why nothing can stand in place of a value in kinds of files, as clauses; the first that fits. */
const REASONS: readonly { readonly files: RegExp; readonly why: string }[] = [
  {
    files: /(?:^|\/)appsettings[^/]*\.json$/i,
    why: "JSON has no references: take it away, and let .NET read it from a variable such as Section__Key, or from user secrets",
  },
  {
    files: /\.json[c5]?$/i,
    why: "JSON has no references: let the program that reads it take the value from its environment",
  },
  {
    files: /\.tf(?:vars)?$/i,
    why: "Terraform takes it from a variable that is declared `sensitive`, or from a data source of your store of secrets",
  },
  {
    files: /(?:^|\/)(?:[\w.-]*\.)?(?:Docker|Container)file(?:\.[\w-]+)?$/i,
    why: "an image keeps what `ENV` and `ARG` say: use `RUN --mount=type=secret`, or hand it over when the container starts",
  },
  {
    files: /\.rs$/i,
    why: "`std::env::var` gives another type than the text has, and `env!` would put the value into the program",
  },
  {
    files: /\.(?:c|cc|cpp|h|hpp|m|mm|swift|dart)$/i,
    why: "what is built for other machines has no environment to ask: let the program fetch the value when it runs",
  },
  {
    files: /\.(?:toml|ini|cfg|conf|properties)$/i,
    why: "what could stand in place of the value depends on the program that reads this file",
  },
  {
    files: /\.ya?ml$/i,
    why: "what could stand in place of the value depends on the program that reads this file; Kubernetes takes `valueFrom: { secretKeyRef: … }`",
  },
];

/** Why a value in a file stays, as a clause. */
export const whyNotIn = (path: string): string =>
  REASONS.find(({ files }) => files.test(path))?.why ??
  "what could stand in place of the value is not known for this kind of file";
