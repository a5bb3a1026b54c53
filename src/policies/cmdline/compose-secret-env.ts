import { definePolicy } from "../define-policy.ts";
import { onePerPlace } from "../one-per-place.ts";
import { namesSecret, secretName } from "../secret-like.ts";

/** A secret in a container's environment, where the image would read it from a file. */
export const composeSecretEnv = definePolicy({
  meta: {
    id: "cmdline/compose-secret-env",
    title: "Secret in the environment of an image that takes a file",
    why: "`docker inspect` shows the environment of a container to whoever may talk to the engine, every process in it inherits it, and crash reports and support bundles take it along. This image reads the value from a file just as well, which Compose mounts from `secrets:` for this service alone.",
    fix: "Declare the secret at the top, `secrets: { db_password: { environment: DB_PASSWORD } }` or with `file:`, give it to the service, `secrets: [db_password]`, and name the file in the variable's place: `POSTGRES_PASSWORD_FILE: /run/secrets/db_password`.",
    severity: "medium",
    confidence: "high",
    // On a developer's own machine the difference is small.
    preset: "strict",
    since: "0.1.0",
    references: [
      "https://docs.docker.com/compose/how-tos/use-secrets/",
      "https://github.com/docker-library/docs/blob/master/postgres/README.md#docker-secrets",
    ],
    practices: ["P12"],
    cwe: [214, 526],
    allows: { what: "variables", example: "POSTGRES_PASSWORD" },
  },
  platforms: ["compose"],
  check({ flows }) {
    const images = new Map(flows.images.map(({ job, name }) => [job, name]));
    return onePerPlace(
      flows.references.flatMap(({ via, boundTo = "", job, place, secret }) => {
        const file = via === "env" && namesSecret(boundTo) ? fileVariable(images.get(job) ?? "", boundTo) : undefined;
        if (file === undefined) return [];
        const message = `The environment holds ${secretName(secret)} as ${boundTo}, where ${file} could name a file with it.`;
        return [{ place, subject: boundTo, message }];
      }),
    );
  },
});

/** How the variable is called that names a file, where the image knows one: as its documentation has it. */
function fileVariable(image: string, variable: string): string | undefined {
  if (/_FILE$|^FILE__/.test(variable)) return undefined;
  const name = image.replace(/^docker\.io\//, "").replace(/^library\//, "");
  const taken = TAKES_FILES.find(({ images, variables }) => images.test(name) && variables.test(variable));
  return taken === undefined ? undefined : (taken.called?.(variable) ?? `${variable}_FILE`);
}

interface TakesFiles {
  readonly images: RegExp;
  readonly variables: RegExp;
  /** Where it is not the variable's name with `_FILE` behind it. */
  readonly called?: (variable: string) => string;
}

const ANY = /./;

const TAKES_FILES: readonly TakesFiles[] = [
  {
    images: /^(?:postgres|postgis\/postgis|pgvector\/pgvector|timescale\/timescaledb)$/,
    variables: /^POSTGRES_PASSWORD$/,
  },
  { images: /^(?:mysql|mariadb)$/, variables: /^(?:MYSQL|MARIADB)_(?:ROOT_|REPLICATION_)?PASSWORD(?:_HASH)?$/ },
  { images: /^mongo$/, variables: /^MONGO_INITDB_ROOT_PASSWORD$/ },
  { images: /^wordpress$/, variables: /^WORDPRESS_/ },
  { images: /^nextcloud$/, variables: /^(?:POSTGRES|MYSQL|NEXTCLOUD_ADMIN|REDIS_HOST|SMTP)_PASSWORD$/ },
  { images: /^joomla$/, variables: /^JOOMLA_DB_PASSWORD$/ },
  { images: /^neo4j$/, variables: /^NEO4J_AUTH$/ },
  { images: /^influxdb$/, variables: /^DOCKER_INFLUXDB_INIT_(?:PASSWORD|ADMIN_TOKEN)$/ },
  { images: /^(?:quay\.io\/)?minio\/minio$/, variables: /^MINIO_ROOT_PASSWORD$/ },
  { images: /^dpage\/pgadmin4$/, variables: /^PGADMIN_DEFAULT_PASSWORD$/ },
  { images: /^(?:vaultwarden\/server|authelia\/authelia)$/, variables: ANY },
  { images: /^(?:ghcr\.io\/)?paperless-ngx\/paperless-ngx$/, variables: /^PAPERLESS_/ },
  { images: /^traefik$/, variables: /_(?:TOKEN|KEY|SECRET|PASSWORD)$/ },
  { images: /^bitnami(?:legacy)?\//, variables: ANY },
  { images: /^grafana\/grafana(?:-oss|-enterprise)?$/, variables: /^GF_/, called: (name) => `${name}__FILE` },
  {
    images: /^(?:gitea|forgejo)\/\w+$|^codeberg\.org\/forgejo\/forgejo$/,
    variables: /^(?:GITEA|FORGEJO)__/,
    called: (name) => `${name}__FILE`,
  },
  { images: /^(?:lscr\.io\/|ghcr\.io\/)?linuxserver\//, variables: ANY, called: (name) => `FILE__${name}` },
];
