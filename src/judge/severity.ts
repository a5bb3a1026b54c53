import type { FileKind } from "../core/judgement.ts";
import type { Severity } from "../core/levels.ts";
import type { SecretRule } from "../core/rule.ts";
import { fileKindOf } from "./file-kind.ts";

const REHEARSED: ReadonlySet<FileKind> = new Set(["test", "example", "docs"]);

/**
 * How bad a leak is where it lies. A password or a private key in a test, an example or documentation is mostly made up,
 * and its rule may say so; a provider's token is real until the opposite is shown, wherever it lies.
 */
export function severityAt({ severity, severityInTests = severity }: SecretRule, path: string, name = ""): Severity {
  const isRehearsed = REHEARSED.has(fileKindOf(path)) || (isOfPipeline(path) && isOfService(name));
  return isRehearsed ? severityInTests : severity;
}

/** Files of pipelines, those that others include with them. */
const isOfPipeline = (path: string): boolean =>
  fileKindOf(path) === "pipeline" ||
  /(?:^|\/)\.(?:gitlab|github|circleci|buildkite|woodpecker|drone|semaphore)\//.test(path);

/**
 * Names by which the images of databases and brokers take the password that they start with. In a pipeline that is a service which a
 * job starts and throws away.
 */
const isOfService = (name: string): boolean =>
  /^(?:(?:POSTGRES|PGPOOL_POSTGRES|POSTGRESQL(?:_POSTGRES)?|MYSQL|MYSQL_ROOT|MARIADB|MARIADB_ROOT|MSSQL_SA|SA|ORACLE|ORACLE_PWD|APP_USER|ELASTIC|CLICKHOUSE|RABBITMQ|MONGODB_ROOT|REDIS|COUCHDB|DB2INST1|ARANGO_ROOT|MINIO_ROOT|KEYCLOAK_ADMIN|KC_BOOTSTRAP_ADMIN)_PASSWORD|MONGO_INITDB_ROOT_PASSWORD|RABBITMQ_DEFAULT_PASS|ORACLE_PWD|DOCKER_INFLUXDB_INIT_PASSWORD)$/.test(
    name,
  );
