/** Domains under which providers run databases, brokers and applications, a host for each customer. */
const DOMAINS = new Set(
  (
    "mongolab.com mlab.com mongodb.net rds.amazonaws.com cache.amazonaws.com redshift.amazonaws.com es.amazonaws.com mq.amazonaws.com compute.amazonaws.com " +
    "cloudamqp.com rmq.cloudamqp.com redislabs.com redns.redis-cloud.com rediscloud.com upstash.io elephantsql.com supabase.co supabase.com neon.tech aivencloud.com " +
    "db.ondigitalocean.com database.windows.net database.azure.com redis.cache.windows.net servicebus.windows.net documents.azure.com cosmos.azure.com " +
    "herokuapp.com cleardb.com cleardb.net jawsdb.com compose.io composedb.com clever-cloud.com cockroachlabs.cloud railway.app rlwy.net render.com psdb.cloud " +
    "confluent.cloud snowflakecomputing.com found.io cloud.es.io bonsaisearch.net bonsai.io graphenedb.com databases.neo4j.io filess.io freesqldatabase.com remotemysql.com db4free.net"
  ).split(" "),
);
const HOST = /^@(?<host>[A-Za-z\d][\w\-]{0,62}(?:\.[A-Za-z\d][\w\-]{0,62}){2,8})/;
/** What documentation calls a host. */
const SAMPLE = /example|sample|your|my-?|host|foo|xxx|dummy|test/i;

/** Whether what stands behind a password in an address is a host that a provider runs for one customer. */
export function isDeployed(after: string): boolean {
  const host = HOST.exec(after)?.groups?.["host"]?.toLowerCase();
  if (host === undefined) return false;
  const labels = host.split(".");
  for (let at = 1; at < labels.length - 1; at++) {
    if (DOMAINS.has(labels.slice(at).join("."))) return !labels.slice(0, at).some((label) => SAMPLE.test(label));
  }
  return false;
}
