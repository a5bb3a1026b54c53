import { expect, it } from "vitest";
import { compose } from "../../../src/platforms/compose/platform.ts";
import { readAs, references, ways } from "../../support/read-platform.ts";

const read = (text: string | Uint8Array, path = "docker-compose.yml") => readAs(compose, path, text);

it("finds secrets in both forms of an environment, in builds, and those that are mounted", () => {
  const found = read(`services:
  web:
    image: shop
    environment:
      API_TOKEN: \${API_TOKEN:?is not set}
      URL: https://$HOST/
      PASSED_TOKEN:
    secrets: [db_password, { source: cert, target: /cert }]
  job:
    build:
      context: .
      args: [NPM_TOKEN, "VERSION=\${VERSION}"]
      secrets: [npm]
    environment: ["KEY=\${DEPLOY_KEY}", DEPLOY_TOKEN, STAGE]
secrets:
  npm: { environment: NPM_TOKEN }
  cert: { file: ./cert.pem }
`);
  expect(found.said).toEqual([]);
  expect(references(found)).toEqual([
    "API_TOKEN env web/: ${API_TOKEN:?is not set} (API_TOKEN)",
    "PASSED_TOKEN env web/: PASSED_TOKEN (PASSED_TOKEN)",
    "db_password mount web/: db_password (db_password)",
    "cert mount web/: cert (cert)",
    "DEPLOY_KEY env job/: ${DEPLOY_KEY} (KEY)",
    "DEPLOY_TOKEN env job/: DEPLOY_TOKEN (DEPLOY_TOKEN)",
    "NPM_TOKEN env job/: NPM_TOKEN (NPM_TOKEN)",
    "NPM_TOKEN input job/: npm (npm)",
  ]);
  expect(ways(found, "layer")).toEqual(["NPM_TOKEN -> layer the build argument NPM_TOKEN: NPM_TOKEN"]);
});

it("follows commands, entry points and health checks as their containers run them", () => {
  const found = read(`services:
  list:
    image: a
    environment: { TOKEN: "\${TOKEN}" }
    entrypoint: [sh, -c]
    command: ['echo "$$TOKEN"']
  text:
    image: a
    environment: { TOKEN: "\${TOKEN}" }
    command: bash -c "login --password $$TOKEN --key \${API_KEY}"
  words:
    image: a
    command: [serve, --token, "\${TOKEN}"]
  check:
    image: a
    environment: { PASSWORD: "\${PASSWORD}" }
    healthcheck: { test: ["CMD-SHELL", 'ping -p"$$PASSWORD"; echo "$$PASSWORD"'] }
`);
  expect(ways(found, "log", "argv")).toEqual([
    "TOKEN > ${TOKEN} -> log echo: $$TOKEN",
    "TOKEN > ${TOKEN} -> argv login: $$TOKEN",
    "API_KEY -> argv login: ${API_KEY}",
    "TOKEN -> argv serve: ${TOKEN}",
    "PASSWORD > ${PASSWORD} -> log echo: $$PASSWORD",
  ]);
});

const SHOP = `services:
  web:
    image: shop
    environment:
      DATABASE_URL: postgres://shop:secret1@db/shop
      DB_PASSWORD: \${DB_PASSWORD:-secret1}
      REDIS_PASSWORD: \${REDIS_PASSWORD:-secret2}
      MAIL_PASSWORD: secret3
      JWT_SECRET: \${JWT_SECRET:-secret4}
  db:
    image: postgres:17
    environment: { POSTGRES_PASSWORD: "\${DB_PASSWORD:-secret1}" }
  cache:
    image: redis
    command: redis-server --requirepass \${REDIS_PASSWORD:-secret2}
`;

it("leaves out what opens but the databases of the file, unless they stay", () => {
  const literals = (path: string) => {
    const { flows } = read(SHOP, path);
    return [...(flows?.literals ?? []), ...(flows?.fallbacks ?? [])].map(({ name, value }) => `${name}=${value}`);
  };
  expect(literals("docker-compose.yml")).toEqual(["MAIL_PASSWORD=secret3", "JWT_SECRET=secret4"]);
  expect(literals("docker-compose.prod.yml")).toEqual([
    "DATABASE_URL=postgres://shop:secret1@db/shop",
    "MAIL_PASSWORD=secret3",
    "DB_PASSWORD=secret1",
    "REDIS_PASSWORD=secret2",
    "JWT_SECRET=secret4",
    "DB_PASSWORD=secret1",
  ]);
});

it.each([
  ["odd types", "services: { a: 1, b: [x], c: { environment: { X: [1] }, command: { a: b }, secrets: x } }\n", 3, []],
  ["CRLF", "services:\r\n  a:\r\n    image: b\r\n", 1, []],
  ["several documents", "services: { a: {} }\n---\nservices: { b: {} }\n", 2, []],
  ["no map", "- services\n", undefined, ["error is not a map of keys: "]],
  ["a tab", "services:\n\ta: b\n", undefined, [expect.stringMatching(/^error is not valid YAML/)]],
  ["a key twice", "services: {}\nservices: {}\n", 0, ['error has the key "services" twice in one map: services']],
  ["nothing", "", undefined, ["note is empty: "]],
])("reads or says what is wrong: %s", (_, text, count, said) => {
  const found = read(text);
  expect(found.said).toEqual(said);
  expect(found.flows?.jobs.length).toBe(count);
});
