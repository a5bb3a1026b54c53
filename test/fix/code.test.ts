import { describe, expect, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import { catalogue } from "../support/catalogue.ts";
import { engineOptions } from "../support/scan-text.ts";
import { mendTexts } from "./mend-texts.ts";

const value = fillExample("‹alnum 28›", "fixed code").text;
const rules = catalogue.rules.filter(({ id }) => id === "generic/assigned-secret");
const options = engineOptions({ rules });

/** What stands for the value in texts. */
const V = "VALUE";
const filled = (text: string): string => text.replaceAll(V, value);

describe.each([
  ["a.js", `const apiKey = "${V}"; // key\n`, "const apiKey = process.env.API_KEY; // key\n"],
  ["a.ts", `export const c = {\n  apiKey: '${V}',\n};\n`, "export const c = {\n  apiKey: process.env.API_KEY!,\n};\n"],
  [
    "a.py",
    `import sys\n\nDB_PASSWORD = '${V}'\n`,
    "import os\nimport sys\n\nDB_PASSWORD = os.environ['DB_PASSWORD']\n",
  ],
  [
    "b.py",
    `#!/usr/bin/env python3\n"""Doc.\n\nimport nothing\n"""\nfrom __future__ import annotations\n\nDB_PASSWORD = "${V}"  # here\n`,
    '#!/usr/bin/env python3\n"""Doc.\n\nimport nothing\n"""\nfrom __future__ import annotations\nimport os\n\nDB_PASSWORD = os.environ["DB_PASSWORD"]  # here\n',
  ],
  [
    "d.py",
    `from __future__ import (\n    annotations,\n)\n\nDB_PASSWORD = "${V}"\n`,
    'from __future__ import (\n    annotations,\n)\nimport os\n\nDB_PASSWORD = os.environ["DB_PASSWORD"]\n',
  ],
  ["c.py", `import os\nDB_PASSWORD = "${V}"\n`, 'import os\nDB_PASSWORD = os.environ["DB_PASSWORD"]\n'],
  [
    "a.go",
    `package main\n\nimport (\n\t"fmt"\n\t"strings"\n)\n\nconst apiKey = "${V}"\n`,
    'package main\n\nimport (\n\t"fmt"\n\t"os"\n\t"strings"\n)\n\nvar apiKey = os.Getenv("API_KEY")\n',
  ],
  [
    "A.java",
    `class A {\n  private static final String API_KEY = "${V}";\n}\n`,
    'class A {\n  private static final String API_KEY = System.getenv("API_KEY");\n}\n',
  ],
  ["a.kt", `val apiKey = "${V}"\n`, 'val apiKey = System.getenv("API_KEY")\n'],
  [
    "A.cs",
    `class A { string apiKey = "${V}";\n}\n`,
    'class A { string apiKey = System.Environment.GetEnvironmentVariable("API_KEY");\n}\n',
  ],
  ["a.rb", `API_KEY = "${V}"\n`, 'API_KEY = ENV.fetch("API_KEY")\n'],
  ["a.php", `<?php\ndefine('DB_PASSWORD', '${V}');\n`, "<?php\ndefine('DB_PASSWORD', getenv('DB_PASSWORD'));\n"],
  ["a.ps1", `$apiKey = '${V}'\n`, "$apiKey = $env:API_KEY\n"],
  ["a.sh", `export API_KEY=${V} # key\n`, 'export API_KEY="${API_KEY:?}" # key\n'],
  [
    "docker-compose.yml",
    `services:\n  db:\n    environment:\n      DB_PASSWORD: "${V}" # it\n`,
    'services:\n  db:\n    environment:\n      DB_PASSWORD: "${DB_PASSWORD:?}" # it\n',
  ],
  ["application.properties", `shop.db-password=${V}\n`, "shop.db-password=${DB_PASSWORD}\n"],
])("a leaked value in %s", (path, before, after) => {
  it("comes from the environment, once and for all", () => {
    const first = mendTexts({ [path]: filled(before) }, options);
    expect(first.texts).toEqual({ [path]: after });
    expect(first.look.findings).toEqual([]);
    expect(mendTexts(first.texts, options).texts).toEqual(first.texts);
  });

  it("keeps ends of lines", () => {
    const windows = (text: string): string => text.replaceAll("\n", "\r\n");
    expect(mendTexts({ [path]: windows(filled(before)) }, options).texts[path]).toBe(windows(after));
  });
});

it.each([
  [".env", `API_KEY=${V}\n`, /a file of values/],
  ["a.json", `{ "apiKey": "${V}" }\n`, /JSON has no references/],
  ["a.go", `package a\n\nconst (\n\tapiKey = "${V}"\n)\n`, /constant/],
  ["A.java", `@Login(password = "${V}")\nclass A {}\n`, /no plain assignment|constant/],
  ["a.kt", `const val API_KEY = "${V}"\n`, /constant/],
  ["a.tsx", `const a = <Shop apiKey="${V}" />;\n`, /attribute|no plain assignment/],
  ["a.js", `// const apiKey = "${V}";\n`, /comment/],
  ["shop.properties", `db.password=${V}\n`, /depends on the program/],
  ["a.lua", `local api_key = "${V}"\n`, /not known for this kind of file/],
])("in %s it is left alone, with the reason", (path, text, why) => {
  const { texts, mended, unmended } = mendTexts({ [path]: filled(text) }, options);
  expect(mended).toEqual([]);
  expect(texts[path]).toBe(filled(text));
  expect(unmended.map((one) => one.why)).toEqual([expect.stringMatching(why)]);
});

it("keeps a source file that would not parse afterwards", () => {
  // A pattern takes no call.
  const key = fillExample("SG.‹base64url 22›.‹base64url 43›", "in a pattern").text;
  const text = `match shop:\n    case {"api_key": "${key}"}:\n        pass\n`;
  const sendgrid = engineOptions({ rules: catalogue.rules.filter(({ id }) => id === "sendgrid/api-key") });
  const { texts, unmended } = mendTexts({ "a.py": text }, sendgrid);
  expect(texts).toEqual({ "a.py": text });
  expect(unmended.map(({ why }) => why)).toEqual(["a scan says that with it, a.py would not parse any more"]);
});

it("gives each value a name of its own", () => {
  const other = fillExample("‹alnum 28›", "another").text;
  const { texts } = mendTexts(
    {
      "a.js": `const apiKey = "${value}";\n`,
      "b.js": `const apiKey = "${other}";\n`,
      "c.js": `const apiKey = "${value}";\n`,
    },
    options,
  );
  expect(Object.values(texts)).toEqual([
    "const apiKey = process.env.API_KEY;\n",
    "const apiKey = process.env.API_KEY_2;\n",
    "const apiKey = process.env.API_KEY;\n",
  ]);
});
