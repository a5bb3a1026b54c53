import { describe, expect, it } from "vitest";
import { markedAndFound } from "../support/assigned.ts";

type Case = readonly [path: string, template: string, name: string];

const VALUE = "«‹alnum 12›»";
const FORMS: readonly Case[] = [
  // shell, env, containers
  ["a.sh", `export DB_PASSWORD=${VALUE}`, "DB_PASSWORD"],
  ["a.csh", `setenv DB_PASSWORD "${VALUE}"`, "DB_PASSWORD"],
  ["Dockerfile", `ENV DB_PASSWORD ${VALUE.replace("«", "«1")}`, "DB_PASSWORD"],
  ["Dockerfile", `ENV DB_PASSWORD=${VALUE}`, "DB_PASSWORD"],
  ["a.sh", `docker run -e DB_PASSWORD=${VALUE} shop`, "DB_PASSWORD"],
  ["a.sh", `: \${DB_PASSWORD:-${VALUE}}`, "DB_PASSWORD"],
  ["a.sh", `tool --password=${VALUE} run`, "password"],
  ["a.sh", `tool --password ${VALUE} run`, "password"],
  ["a.sh", `tool --password '${VALUE}' run`, "password"],
  ["a.bat", `set DB_PASSWORD=${VALUE}`, "DB_PASSWORD"],
  ["a.ps1", `Connect-Shop -User me -Password ${VALUE.replace("«", "«1")}`, "Password"],
  ["a.ps1", `$password = "${VALUE}"`, "$password"],
  // configuration
  ["a.yaml", `db: { user: me, password: ${VALUE} }`, "password"],
  ["a.yaml", `password: '${VALUE}'`, "password"],
  ["a.json", `{"password": "${VALUE}"}`, "password"],
  ["a.toml", `password = '${VALUE}'`, "password"],
  ["a.ini", `password: ${VALUE}`, "password"],
  ["a.properties", `spring.datasource.password=${VALUE}`, "spring.datasource.password"],
  ["a.properties", `url=jdbc:mysql://db/shop?user=me&password=${VALUE}`, "password"],
  ["a.yml", `password: \${DB_PASSWORD:${VALUE}}`, "DB_PASSWORD"],
  ["a.tf", `password = "${VALUE}"`, "password"],
  ["redis.conf", `requirepass ${VALUE.replace("«", "«1")}`, "requirepass"],
  [".esmtprc", `password "${VALUE}"`, "password"],
  ["a.xml", `<connection user="me" password="${VALUE}"/>`, "password"],
  ["a.xml", `<password>${VALUE}</password>`, "password"],
  ["web.config", `<add key="ApiToken" value="${VALUE}" />`, "ApiToken"],
  ["web.config", `connectionString="Server=db;User Id=sa;Password=${VALUE};"`, "Password"],
  // code
  ["a.py", `client = Client(user="me", password="${VALUE}")`, "password"],
  ["a.py", `token = os.getenv("API_TOKEN", "${VALUE}")`, "API_TOKEN"],
  ["a.js", `const token = process.env.API_TOKEN || "${VALUE}";`, "process.env.API_TOKEN"],
  ["a.ts", `const token = env.API_TOKEN ?? "${VALUE}";`, "env.API_TOKEN"],
  ["A.java", `Map.of("user", "me", "password", "${VALUE}", "host", "db")`, "password"],
  ["a.js", `const db = { user: "me", password: "${VALUE}" };`, "password"],
  ["A.java", `@Value("\${db.password:${VALUE.replace("«", "«1")}}")`, "db.password"],
  ["A.java", `@Login(user = "me", password = "${VALUE}")`, "password"],
  ["A.java", `config.setPassword("${VALUE}");`, "config.setPassword"],
  ["A.kt", `val password: String = "${VALUE}"`, "password"],
  ["a.swift", `let apiToken: String = "${VALUE}"`, "apiToken"],
  ["a.go", `cfg := Config{Password: "${VALUE}"}`, "Password"],
  ["a.go", `password := "${VALUE}"`, "password"],
  ["a.rs", `let password: &str = "${VALUE}";`, "password"],
  ["A.cs", `public const string Password = "${VALUE}";`, "Password"],
  ["a.h", `#define DB_PASSWORD "${VALUE}"`, "DB_PASSWORD"],
  ["a.h", `#define DB_PASSWORD "${VALUE}" /* of the shop */`, "DB_PASSWORD"],
  ["a.php", `define('DB_PASSWORD', '${VALUE}');`, "DB_PASSWORD"],
  ["a.php", `'password' => '${VALUE}',`, "password"],
  ["a.rb", `:password => "${VALUE}"`, "password"],
  ["a.rb", `set :password, "${VALUE}"`, "password"],
  ["build.gradle", `    password '${VALUE}'`, "password"],
  ["build.gradle", `    password = '${VALUE}'`, "password"],
  // headers, cookies, comments, docs
  ["a.http", `X-Auth-Token: ${VALUE}`, "X-Auth-Token"],
  ["a.sh", `curl -H "X-Auth-Token: ${VALUE}" https://shop.example.com`, "X-Auth-Token"],
  ["a.http", `Cookie: theme=dark; session_token=${VALUE}; x=y`, "session_token"],
  ["a.py", `# password: ${VALUE.replace("«", "«1")}`, "password"],
  ["a.java", ` * password: ${VALUE.replace("«", "«1")}`, "password"],
  ["notes.txt", `The default password is "${VALUE}".`, "password"],
  ["notes.md", `The default password is \`${VALUE}\`.`, "password"],
  ["notes.md", `**Password:** ${VALUE.replace("«", "«1")}`, "Password"],
  ["notes.md", `Sign in as admin (Password: ${VALUE.replace("«", "«1")}) and change it.`, "Password"],
  ["notes.txt", `It runs again (user: bob, password: ${VALUE.replace("«", "«1")}).`, "password"],
  ["notes.md", `Ensure the password for user 'postgres' is '${VALUE}' or change it.`, "password"],
  // words of many languages
  ["a.py", `kennwort = "${VALUE}"`, "kennwort"],
  ["a.py", `Passwort: "${VALUE}"`, "Passwort"],
  ["a.py", `mot_de_passe = "${VALUE}"`, "mot_de_passe"],
  ["a.py", `contraseña = "${VALUE}"`, "contraseña"],
  ["a.py", `contrasena = "${VALUE}"`, "contrasena"],
  ["a.py", `senha = "${VALUE}"`, "senha"],
  ["a.py", `parola = "${VALUE}"`, "parola"],
  ["a.py", `haslo = "${VALUE}"`, "haslo"],
  ["a.py", `hasło = "${VALUE}"`, "hasło"],
  ["a.py", `sifre = "${VALUE}"`, "sifre"],
  ["a.py", `wachtwoord = "${VALUE}"`, "wachtwoord"],
  ["a.py", `lösenord = "${VALUE}"`, "lösenord"],
  ["a.yaml", `пароль: ${VALUE}`, "пароль"],
  ["a.txt", `Пароль: ${VALUE}`, "Пароль"],
  ["a.txt", `默认密码：${VALUE}`, "默认密码"],
  ["a.txt", `账号：admin 密码: ${VALUE}`, "密码"],
  ["a.txt", `パスワード：${VALUE}。`, "パスワード"],
  ["a.txt", `비밀번호: ${VALUE}`, "비밀번호"],
];

/** Lines of real programs that assign no secret, each of a kind that a form could take for one. */
const NOTHING: readonly (readonly [path: string, line: string])[] = [
  ["a.rst", "The password is stored in a file, and the key is derived with PBKDF2."],
  ["a.md", "password is required"],
  ["a.txt", "pass the 2nd argument"],
  ["a.c", "#define KEY_LENGTH 32"],
  ["a.sh", "${TOKEN:0:10}"],
  ["a.sh", "${DB_PASSWORD:?must be set}"],
  ["a.sh", "${DB_PASSWORD:-$OTHER}"],
  ["a.go", "if password == other {"],
  ["a.txt", "密码 长度"],
  ["a.md", "Two cases (keys: 12 of them, tokens: 300) were left out, and one token: none."],
  ["a.md", "A token for the 2nd stage is made later."],
  ["a.py", "names = {'user', 'password', 'scheme', 'path'}"],
];

describe("an assigned value", () => {
  it.each(NOTHING)("is none in %s: %s", (path, line) => {
    expect(markedAndFound(path, line, []).found).toEqual([]);
  });

  it.each(FORMS)("is found in %s: %s", (path, template, name) => {
    const { marked, found } = markedAndFound(path, template, [name]);
    expect(found).toEqual(expect.arrayContaining([...marked]));
  });
});
