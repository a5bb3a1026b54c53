import { calleeOf, entriesOf, named, unnamed, valueOf } from "./calls.ts";
import type { Argument, Call, Node } from "./groovy/nodes.ts";

/** What a variable gets of a credential: its secret, a file that holds it, or something beside it that is none. */
export type Part = "secret" | "file" | "beside";

/** A variable that a binding fills. */
export interface BoundVariable {
  readonly name: string;
  /** The text that names it; absent where the binding has a name of its own for it. */
  readonly node?: Node;
  readonly part: Part;
}

/** A credential of Jenkins' store, and the variables that it is bound to. */
export interface Binding {
  readonly id: Node;
  readonly variables: readonly BoundVariable[];
}

interface Kind {
  /** Arguments that name a variable, with what it gets and what it is called otherwise. */
  readonly [argument: string]: readonly [part: Part, name?: string];
}

const USER_AND_PASSWORD: Kind = { usernameVariable: ["beside"], passwordVariable: ["secret"] };
const AWS: Kind = {
  accessKeyVariable: ["secret", "AWS_ACCESS_KEY_ID"],
  secretKeyVariable: ["secret", "AWS_SECRET_ACCESS_KEY"],
};

/** Kinds of bindings, by the step's name or its class. */
const KINDS: Readonly<Record<string, Kind>> = {
  string: { variable: ["secret"] },
  StringBinding: { variable: ["secret"] },
  usernamePassword: USER_AND_PASSWORD,
  UsernamePasswordMultiBinding: USER_AND_PASSWORD,
  usernameColonPassword: { variable: ["secret"] },
  UsernamePasswordBinding: { variable: ["secret"] },
  sshUserPrivateKey: {
    keyFileVariable: ["file"],
    passphraseVariable: ["secret"],
    usernameVariable: ["beside"],
  },
  SSHUserPrivateKeyBinding: {
    keyFileVariable: ["file"],
    passphraseVariable: ["secret"],
    usernameVariable: ["beside"],
  },
  file: { variable: ["file"] },
  FileBinding: { variable: ["file"] },
  zip: { variable: ["file"] },
  ZipFileBinding: { variable: ["file"] },
  certificate: { keystoreVariable: ["file"], passwordVariable: ["secret"], aliasVariable: ["beside"] },
  CertificateMultiBinding: { keystoreVariable: ["file"], passwordVariable: ["secret"], aliasVariable: ["beside"] },
  dockerCert: { variable: ["file"] },
  DockerServerCredentialsBinding: { variable: ["file"] },
  aws: AWS,
  AmazonWebServicesCredentialsBinding: AWS,
  gitUsernamePassword: { usernameVariable: ["beside", "GIT_USERNAME"], passwordVariable: ["secret", "GIT_PASSWORD"] },
  azureServicePrincipal: {
    clientIdVariable: ["beside", "AZURE_CLIENT_ID"],
    clientSecretVariable: ["secret", "AZURE_CLIENT_SECRET"],
    tenantIdVariable: ["beside", "AZURE_TENANT_ID"],
    subscriptionIdVariable: ["beside", "AZURE_SUBSCRIPTION_ID"],
  },
  azureStorage: { storageKeyVariable: ["secret", "AZURE_STORAGE_ACCOUNT_KEY"] },
  kubeconfigContent: { variable: ["secret", "KUBECONFIG_CONTENT"] },
  kubeconfigFile: { variable: ["file", "KUBECONFIG"] },
  vaultString: { variable: ["secret"] },
  usernamePasswordVault: USER_AND_PASSWORD,
  vaultUsernamePassword: USER_AND_PASSWORD,
  vaultFile: { variable: ["file"] },
  conjurSecretCredential: { variable: ["secret"] },
  conjurSecretUsername: USER_AND_PASSWORD,
  googleServiceAccountKey: { jsonKeyVariable: ["file"] },
  gitHubApp: { usernameVariable: ["beside"], passwordVariable: ["secret"] },
};

/** The binding that a call or a map with `$class` makes; undefined where it is none. */
export function bindingOf(node: Node): Binding | undefined {
  const entries = node.kind === "call" ? entriesOf(node) : node.kind === "list" ? node.items : [];
  const of = (name: string): Node | undefined => entries.find((one: Argument) => one.name?.name === name)?.value;
  const kind = KINDS[node.kind === "call" ? calleeOf(node) : (valueOf(of("$class"))?.replace(/^.*\./, "") ?? "")];
  if (kind === undefined) return undefined;
  // `azureServicePrincipal('id')`: what binds names of its own may be given the id alone.
  const alone = node.kind === "call" && Object.values(kind).some(([, name]) => name !== undefined);
  const id = of("credentialsId") ?? of("credentialId") ?? (alone ? unnamed(node)[0] : undefined);
  if (id === undefined) return undefined;
  const variables = Object.entries(kind).flatMap(([argument, [part, otherwise]]): BoundVariable[] => {
    const written = of(argument);
    const name = valueOf(written) ?? (written === undefined ? otherwise : undefined);
    return name === undefined ? [] : [{ name, part, ...(written !== undefined && { node: written }) }];
  });
  return { id, variables };
}

/** Secrets of Vault that `withVault` and its older form put into variables. */
export interface VaultSecret {
  readonly name: string;
  readonly place: Node;
  readonly variable: string;
}

export function vaultSecretsOf(call: Call): VaultSecret[] {
  const secrets = named(call, "vaultSecrets") ?? named(call, "secrets");
  if (secrets?.kind !== "list") return [];
  return secrets.items.flatMap(({ value: secret }) => {
    const entries = entriesIn(secret);
    const path = entries.find(({ name }) => name?.name === "path")?.value;
    const values = entries.find(({ name }) => name?.name === "secretValues")?.value;
    if (path?.kind !== "text" || values?.kind !== "list") return [];
    return values.items.flatMap(({ value: one }) => {
      const told = entriesIn(one);
      const key = valueOf(told.find(({ name }) => name?.name === "vaultKey")?.value);
      const variable = valueOf(told.find(({ name }) => name?.name === "envVar")?.value) ?? key;
      if (key === undefined || variable === undefined) return [];
      return [{ name: `${path.scalar.value}#${key}`, place: path, variable }];
    });
  });
}

const entriesIn = (node: Node): readonly Argument[] =>
  node.kind === "list" ? node.items : node.kind === "call" ? entriesOf(node) : [];

/** Arguments of any step that name a credential. */
export const NAMES_CREDENTIAL =
  /^(?:credentialsId|credentialId|credentials|authentication|registryCredentialsId|\w+Credentials?Id)$/;
