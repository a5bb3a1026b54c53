import { expect, it } from "vitest";
import { platforms } from "../../../src/platforms/registry.ts";

const named = (path: string, head: string) => platforms.find((one) => one.recognise(path, head))?.id;
const WEB = "services:\n  web:\n    image: nginx\n";

it.each([
  ["docker-compose.yml", WEB],
  ["compose.yaml", "# ours\nname: shop\nservices:\n  web:\n    build: .\n"],
  ["ci/docker-compose.ci.yml", 'version: "3.8"\nservices: {}\n'],
  ["docker-stack.yml", WEB],
  ["test/env.yaml", "services:\n  # the store\n  db:\n    container_name: db\n    image: postgres\n"],
])("%s is Compose's: %j", (path, head) => {
  expect(named(path, head)).toBe("compose");
});

it.each([
  ["compose.yaml", "apiVersion: v1\nkind: Service\n"],
  [".gitlab-ci.yml", "services:\n  - postgres\ntest:\n  script: make\n"],
  ["config/services.yaml", "services:\n  _defaults:\n    autowire: true\n"],
  [".drone.yml", "kind: pipeline\nservices:\n  - name: db\n    image: postgres\n"],
  [".woodpecker.yml", "steps:\n  a:\n    image: alpine\nservices:\n  db:\n    image: postgres\n"],
  [".github/workflows/a.yml", "on: push\njobs:\n  a:\n    services:\n      db:\n        image: postgres\n"],
  ["composer.yml", "language: php\n"],
])("%s is none: %j", (path, head) => {
  expect(named(path, head)).not.toBe("compose");
});
