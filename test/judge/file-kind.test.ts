import { expect, it } from "vitest";
import { fileKindOf } from "../../src/judge/file-kind.ts";

it.each([
  ["src/main/resources/Login/config_sr.properties", "localisation"],
  ["src/main/resources/Login/config_pt_BR.properties", "localisation"],
  ["src/main/resources/application_qa.properties", "config"],
  ["Strings/ru-RU/resources.resjson", "localisation"],
  [".yarn/releases/yarn-4.cjs", "minified"],
  [".yarn/versions/a.cjs", "generated"],
  ["ui/mirage/handlers/ldap.js", "test"],
  ["api/fuzzer/fuzzer.go", "test"],
  ["jwcrypto/tests-cookbook.py", "test"],
  ["src/testsuite.py", "code"],
  ["db/sample_data/users.rb", "example"],
  ["src/sample_rate/users.rb", "code"],
  ["pkg/apis/v1/doc.go", "docs"],
  ["pkg/apis/v1/docs.go", "code"],
  ["acme-1.0/PKG-INFO", "docs"],
])("%s is of the kind %s", (path, kind) => {
  expect(fileKindOf(path)).toBe(kind);
});
