import { interpolationsIn } from "./interpolation.ts";
import type { ComposeModel, Service, Variable } from "./model.ts";

/** Images of databases, brokers and stores, which are given a password when they are made. */
const STORE =
  /(?:^|\/)(?:[\w-]*(?:postgres|postgis|timescaledb|pgvector|mysql|mariadb|percona|mongo|redis|valkey|rabbitmq|elasticsearch|opensearch|minio|mssql|azure-sql-edge|oracle|neo4j|couchdb|influxdb|clickhouse|cassandra|keydb|localstack|mailhog|mailpit|pgadmin|adminer|phpmyadmin|mongo-express|redis-commander|nats|arangodb|cockroach)[\w-]*|mssql\/server)(?::[^\/]*)?(?:@.*)?$/i;

/** Files for machines that stay: a password in them opens something. */
const LASTING = /(?:^|[\/_.-])(?:prod|production|live|staging|stage|deploy|deployment|swarm|stack)(?:[_.-]|\/|$)/i;

/** What such an image takes its first password by, whatever it is called here. */
const FIRST_PASSWORD =
  /^(?:POSTGRES_PASSWORD|(?:MYSQL|MARIADB)_(?:ROOT_)?PASSWORD|MONGO_INITDB_ROOT_PASSWORD|(?:MSSQL_)?SA_PASSWORD|RABBITMQ_DEFAULT_PASS|MINIO_ROOT_PASSWORD|ELASTIC_PASSWORD|ORACLE_PASSWORD)$/;

const SECRET = /PASS(?:WORD|WD)?$|PWD$|SECRET(?:_KEY)?$|(?:ROOT|ACCESS)_KEY$|_AUTH$|TOKEN$|COOKIE$/i;

/** Variables that are called after a store. */
const OF_STORE =
  /^(?:POSTGRES|PG|MYSQL|MARIADB|MONGO|REDIS|VALKEY|RABBITMQ|ELASTIC|OPENSEARCH|MINIO|MSSQL|SA_|ORACLE|NEO4J|COUCHDB|INFLUX|CLICKHOUSE|CASSANDRA|KEYDB|PGADMIN|ARANGO)/;

/** What opens nothing but the containers of the file, which are thrown away with it. */
export interface Throwaway {
  readonly values: ReadonlySet<string>;
  /** Variables from around that hold such a value where nobody gives them another. */
  readonly names: ReadonlySet<string>;
  /** Services that such a value opens, and the machine itself. */
  readonly hosts: ReadonlySet<string>;
}

const NOTHING: Throwaway = { values: new Set(), names: new Set(), hosts: new Set() };

/** Passwords that the file itself gives to its databases, and whatever is the same. */
export function throwawayOf({ path, services: own, laidOver = [] }: ComposeModel): Throwaway {
  if (LASTING.test(path)) return NOTHING;
  const services = [...own, ...laidOver];
  const given = services.flatMap((service) => {
    const isOf = isStore(service);
    const variables = service.environment
      .filter(({ name }) => FIRST_PASSWORD.test(name) || (isOf && SECRET.test(name)))
      .map(textOf);
    // A file of variables may be that of all services: of it counts what is the store's own by its name.
    const fromFiles = (service.fromFiles ?? [])
      .filter(({ name }) => FIRST_PASSWORD.test(name) || (isOf && SECRET.test(name) && OF_STORE.test(name)))
      .map(({ value = "" }) => value);
    return [...variables, ...fromFiles, ...(isOf ? wordsOf(service) : [])];
  });
  const filled = given.flatMap(interpolationsIn);
  const written = filled.filter(({ fallback }) => fallback !== undefined);
  const fallbacks = written.flatMap(({ fallback }) => fallback?.value ?? []);
  return {
    values: new Set([...given.filter((text) => text !== "" && !text.includes("$")), ...fallbacks]),
    names: new Set(written.map(({ name }) => name)),
    hosts: new Set([...services.map(({ name }) => name.value), "localhost", "127.0.0.1", "host.docker.internal"]),
  };
}

const isStore = ({ image, name }: Service): boolean =>
  image === undefined
    ? /^(?:db|database|postgres|mysql|redis|mongo)/i.test(name.value)
    : STORE.test(image.value.replaceAll(/\$\{\w+:?-([^}]*)\}/g, "$1"));

const textOf = ({ value }: Variable): string => (value === undefined ? "" : value.scalar.value.slice(value.from));

/** Passwords on a store's own command line: `redis-server --requirepass …`. */
function wordsOf({ command, entrypoint }: Service): string[] {
  const texts = [command, entrypoint].flatMap((one) => one?.words ?? []).map(({ value }) => value);
  const line = texts.join(" ");
  return Array.from(
    line.matchAll(/--?(?:require|root-|user-)?pass(?:word)?[= ]["']?(?<value>\$\{[^}]{1,200}\}|[^\s"']{1,200})/gi),
    ({ groups }) => groups?.["value"] ?? "",
  );
}

const HOST = /^[a-z][\w+.-]{1,30}:\/\/[^\s@\/]{0,300}@(?<host>[\w.-]{1,253})(?=[:\/?]|$)/i;

/** Whether a value opens nothing but containers of the file. */
export function isThrowaway(value: string, { values, hosts }: Throwaway): boolean {
  if (values.has(value)) return true;
  const host = HOST.exec(value)?.groups?.["host"];
  return host !== undefined && hosts.has(host);
}
